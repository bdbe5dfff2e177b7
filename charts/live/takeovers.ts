import { mapAt, wordsAt } from '../../src/imports/dump/pick.ts'
import type { LiveObject } from '../../src/imports/dump/read-dump.ts'
import { compareQuantities, parseQuantity } from '../../src/kubernetes/quantity.ts'
import { count, listed } from '../../src/text/prose.ts'
import { groupBy } from '../../src/values/group.ts'
import { type Beside, differences, isOurs, type Pair, pairsOf, titleOf } from './beside.ts'
import type { LiveFinding, Say } from './live-finding.ts'

/** What git would take over, and what it would change of that. */
export function takeovers(all: Beside, say: Say): LiveFinding[] {
  const pairs = pairsOf(all).filter(({ live }) => !isOurs(live))
  const changes = pairs.map(pair => [pair, changed(pair)] as const)
  const same = changes.flatMap(([{ live }, fields]) => (fields.length === 0 ? [live] : []))
  const other = changes.filter(([, fields]) => fields.length > 0)
  return [
    ...other.map(([{ live }, fields]) =>
      say('taken', `${titleOf(all, live)}, and change ${listed(fields, 'and')}`)
    ),
    ...(same.length === 0 ? [] : [say('taken', `as they are: ${kindsOf(same)}`)])
  ]
}

function kindsOf(objects: readonly LiveObject[]): string {
  const kinds = groupBy(objects, ({ kind }) => kind)
  const named = Array.from(kinds, ([kind, { length }]) => {
    const plural = kind.endsWith('y') && length > 1 ? `${kind.slice(0, -1)}ie` : kind
    return count(length, plural)
  })
  return listed(named.sort(), 'and')
}

/** What git sets to something else than is there, without what it only adds. */
function changed({ meant, live }: Pair): readonly string[] {
  const { metadata, apiVersion, kind, ...content } = meant.fields
  // Kubernetes has one group for people.
  const fields = differences(content, live.fields).filter(field => !field.endsWith('.apiGroup'))
  const amounts = new Set(sameAmounts(meant, live))
  const words = (['label', 'annotation'] as const).flatMap(word => {
    const theirs = wordsAt(live.fields, 'metadata', `${word}s`)
    return [...wordsAt(metadata, `${word}s`)].flatMap(([key, ours]) => {
      const there = theirs.get(key)
      return there === undefined || there === ours
        ? []
        : [`${word} \`${key}\` from \`${there}\` to \`${ours}\``]
    })
  })
  const others = fields.filter(field => !amounts.has(field)).map(field => `\`${field}\``)
  return [...others, ...words]
}

/** Amounts of a quota that are only written in another way. */
function sameAmounts(meant: LiveObject, live: LiveObject): string[] {
  const theirs = wordsAt(live.fields, 'spec', 'resourceQuotaSpec', 'hard')
  const ours = mapAt(meant.fields, 'spec', 'resourceQuotaSpec', 'hard')
  return Object.entries(ours).flatMap(([resource, amount]) => {
    const [one, other] = [parseQuantity(String(amount)), parseQuantity(theirs.get(resource) ?? '')]
    const isSame = one && other && compareQuantities(one, other) === 0
    return isSame ? [`spec.resourceQuotaSpec.hard.${resource}`] : []
  })
}
