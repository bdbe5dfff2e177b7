import { urlOfArn } from '../../../src/aws/s3.ts'
import { groupBy } from '../../../src/values/group.ts'
import type { Reach } from '../plan-data.ts'
import { some } from './some.ts'

type Access = Reach['aws'][number]

/** What AWS allows, in few words: what may be read and written, and any other action by its name. */
export function awsLines(all: readonly Access[]): string[] {
  const parts = all.flatMap(partsOf)
  const known = parts.filter(({ verb }) => verb !== 'lists')
  const reached = known.flatMap(({ places }) => places)
  // Whoever reads what is in a folder may list it.
  const isNew = (place: string) => !reached.some(other => other.startsWith(place))
  const groups = groupBy(parts, ({ verb }) => verb)
  const lines = Array.from(groups, ([verb, group]) => {
    const places = [...new Set(group.flatMap(one => one.places))]
    return { verb, told: verb === 'lists' ? places.filter(isNew) : places }
  })
  return lines
    .filter(({ told }) => told.length > 0)
    .sort((a, b) => rankOf(a.verb) - rankOf(b.verb))
    .map(({ verb, told }) => `${verb} ${some(told, 4)}`)
}

const verbs = {
  reads: /^s3:GetObject$/,
  writes: /^s3:(?:PutObject|DeleteObject|AbortMultipartUpload)$/,
  lists: /^s3:ListBucket$/,
  'all that is allowed by': /^\*$/
}

const order = Object.keys(verbs)

function rankOf(verb: string): number {
  return order.includes(verb) ? order.indexOf(verb) : order.length
}

/** Each verb with its places. Actions that have no verb of their own are named together. */
function partsOf({
  actions,
  places
}: Access): { readonly verb: string; readonly places: string[] }[] {
  const groups = groupBy(actions, verbOf)
  const shown = places.map(placeText)
  return Array.from(groups, ([verb, group]) => ({
    verb: verb ?? `${some(group, 5)} on`,
    places: shown
  }))
}

function verbOf(action: string): string | undefined {
  return Object.entries(verbs).find(([, pattern]) => pattern.test(action))?.[0]
}

function placeText(place: string): string {
  return urlOfArn(place).replace(/\*$/, '')
}
