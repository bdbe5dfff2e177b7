import { quotaNames } from '../../documents/tenant.ts'
import { canonical, compareQuantities, parseQuantity } from '../../kubernetes/quantity.ts'
import { quotaResource } from '../../kubernetes/resources.ts'
import { sameAs } from '../../model/grants.ts'
import { resourceOf } from '../../model/quota.ts'
import { listAt, pick, textAt, wordsAt } from '../dump/pick.ts'
import type { LiveObject } from '../dump/read-dump.ts'
import type { FoundLimits, FoundQuota, TakeNote } from './found.ts'

/** The quota that Kubeflow's profile controller makes. */
export const controlled = 'kf-resource-quota'

/** The lines of a quota under the names of a tenant's file; where two count the same, the smaller. */
export function linesOf(
  hard: ReadonlyMap<string, string>,
  gpu: string,
  note: TakeNote
): FoundQuota {
  const lines = new Map<string, string>()
  for (const [resource, amount] of hard) {
    const [known, quantity] = [quotaResource(resource), parseQuantity(amount)]
    const why = known.ok ? 'is not an amount' : known.message.replace(/^`.*?` /, '')
    if (!known.ok || !quantity) {
      note('told', `quota line \`${resource}: ${amount}\` is left out: it ${why}`)
      continue
    }
    const field = fieldOf(resource, gpu)
    const other = parseQuantity(lines.get(field) ?? '')
    if (other && compareQuantities(other, quantity) <= 0) continue
    lines.set(field, canonical(quantity))
  }
  return Object.fromEntries(inOrder(lines))
}

function fieldOf(resource: string, gpu: string): string {
  const meant = sameAs(resource)
  return quotaNames.find(name => resourceOf(name, gpu) === meant) ?? meant
}

function inOrder(lines: ReadonlyMap<string, string>): [string, string][] {
  const place = (field: string) => (quotaNames.indexOf(field) + 100) % 100
  return [...lines].sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
}

/** What the quotas of a namespace allow now, whatever its Profile says. */
export function quotaOf(objects: readonly LiveObject[], gpu: string, note: TakeNote): FoundQuota {
  const quotas = objects.filter(({ kind }) => kind === 'ResourceQuota')
  for (const { name } of quotas) {
    if (name !== controlled) note('stays', `ResourceQuota \`${name}\` also holds`, remove(name))
  }
  const live = quotas.find(({ name }) => name === controlled)
  if (!live) return {}
  const scopes = listAt(live.fields, 'spec', 'scopes').length
  if (scopes > 0 || pick(live.fields, 'spec', 'scopeSelector') !== undefined) {
    const text = 'the quota is only for some pods, which a tenant file cannot say; it goes'
    note('changed', text, 'make a ResourceQuota of another name, which git leaves alone')
    return {}
  }
  const hard = wordsAt(live.fields, 'spec', 'hard')
  compareWithProfile(objects, hard, note)
  return linesOf(hard, gpu, note)
}

function remove(name: string): string {
  return `put its amounts under \`quota\`, and then delete ResourceQuota \`${name}\``
}

function compareWithProfile(
  objects: readonly LiveObject[],
  hard: ReadonlyMap<string, string>,
  note: TakeNote
): void {
  const profile = objects.find(({ kind }) => kind === 'Profile')
  const wanted = wordsAt(profile?.fields, 'spec', 'resourceQuotaSpec', 'hard')
  const differing = [...hard].filter(([key, amount]) => !isSame(wanted.get(key) ?? '', amount))
  if (differing.length === 0 || !profile) return
  const [[key, amount] = ['', '']] = differing
  const text = `the quota was changed by hand: \`${key}\` is \`${amount}\`, and the Profile says \`${wanted.get(key) ?? 'nothing'}\``
  note('told', text, 'the file keeps what holds now; lower it there if the Profile is right')
}

/** Whether two amounts are the same number, such as `0.48828125Ti` and `500Gi`. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [parseQuantity(one), parseQuantity(other)]
  return a && b ? compareQuantities(a, b) === 0 : one === other
}

const bounds = { default: 'default', defaultRequest: 'request', max: 'max', min: 'min' } as const

/** The limits of containers, if exactly one LimitRange sets them. */
export function limitsOf(objects: readonly LiveObject[], note: TakeNote): FoundLimits {
  const ranges = objects.filter(({ kind }) => kind === 'LimitRange')
  const items = ranges.flatMap(({ name, fields }) =>
    listAt(fields, 'spec', 'limits').map(item => ({ name, item }))
  )
  const [only, ...others] = items.filter(({ item }) => textAt(item, 'type') === 'Container')
  const isClear = only !== undefined && others.length === 0
  for (const { name } of ranges) {
    const todo =
      isClear && only.name === name
        ? `after the first sync, delete LimitRange \`${name}\`: git has one of its own`
        : `say under \`limits\` what it should be, and then delete LimitRange \`${name}\``
    note('stays', `LimitRange \`${name}\` also holds`, todo)
  }
  return isClear ? boundsIn(only.item, note) : {}
}

function boundsIn(item: unknown, note: TakeNote): FoundLimits {
  const found = Object.entries(bounds).flatMap(([theirs, ours]) => {
    const all = [...wordsAt(item, theirs)]
    const known = all.filter(([name]) => name === 'cpu' || name === 'memory')
    for (const [name] of all) {
      if (!known.some(([other]) => other === name))
        note('stays', `limit on \`${name}\` of a container`)
    }
    const amounts = known.flatMap(([name, amount]) => {
      const quantity = parseQuantity(amount)
      return quantity ? [[name, canonical(quantity)] as const] : []
    })
    return amounts.length > 0 ? [[ours, Object.fromEntries(amounts)] as const] : []
  })
  return Object.fromEntries(found)
}
