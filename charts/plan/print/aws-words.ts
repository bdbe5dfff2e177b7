import { urlOfArn } from '../../../src/aws/s3.ts'
import { groupBy } from '../../../src/values/group.ts'
import type { Reach } from '../plan-data.ts'
import { some } from './some.ts'

type Access = Reach['aws'][number]

/** What AWS allows, in few words: what may be read and written, and any other action by its name. */
export function awsLines(all: readonly Access[]): string[] {
  const groups = groupBy(all, ({ actions }) => verbOf(actions))
  const known = all.filter(({ actions }) => verbOf(actions) !== 'lists')
  const reached = known.flatMap(({ places }) => places.map(placeText))
  return Array.from(groups, ([verb, entries]) => {
    const places = [...new Set(entries.flatMap(({ places }) => places.map(placeText)))]
    // Whoever reads what is in a folder may list it.
    const isNew = (place: string) => !reached.some(other => other.startsWith(place))
    const told = verb === 'lists' ? places.filter(isNew) : places
    return told.length > 0 ? `${verb} ${some(told, 4)}` : ''
  }).filter(line => line !== '')
}

const verbs = {
  lists: /^s3:ListBucket$/,
  reads: /^s3:GetObject$/,
  writes: /^s3:(?:PutObject|DeleteObject|AbortMultipartUpload)$/
}

function verbOf(actions: readonly string[]): string {
  if (actions.join() === '*') return 'all that is allowed by'
  const verb = Object.entries(verbs).find(([, pattern]) => actions.every(one => pattern.test(one)))
  return verb ? verb[0] : `${some(actions, 5)} on`
}

function placeText(place: string): string {
  return urlOfArn(place).replace(/\*$/, '')
}
