import { tenantSchema } from '../../src/documents/tenant.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { filled } from '../../src/schema/filled.ts'
import { placeIn } from '../../src/yaml/node.ts'
import type { Comparison, Side, Site } from './comparison.ts'
import { type Difference, differences, pathText } from './differences.ts'
import { lineAt } from './line-at.ts'
import type { Place, Setting } from './plan-data.ts'

/** What changes for a tenant, in the words of its file. */
export function settingsOf({ was, is, file }: Site, { before, after }: Comparison): Setting[] {
  if (!is) return []
  const [old, now] = was ? [wordsOf(was), wordsOf(is)] : [{}, newWordsOf(is)]
  return differences(old, now).map(difference => {
    const isGone = difference.after === null
    const place = isGone ? placeOf(difference, was, before) : placeOf(difference, is, after)
    const { path, before: from, after: to } = difference
    return { field: pathText(path), before: from, after: to, at: place ?? { file, line: 1 } }
  })
}

/** Everything that holds for it, people first: what its file, its template and its preset say, and else the defaults. */
function wordsOf({ written, owner, quota, preset }: Tenant): object {
  const { clusters, ...words } = filled(tenantSchema, written)
  const amounts = quota.map(({ field, amount }) => [field, amount] as const)
  const line = { ...(preset === null ? {} : { preset }), ...Object.fromEntries(amounts) }
  const people = { owner, members: words.members }
  const whole = { ...people, ...words, ...people, quota: line }
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null))
}

/** For a new tenant, defaults are nothing to tell, but what the policy fills in is. */
function newWordsOf({ written, owner, quota }: Tenant): object {
  const { members, owner: _, ...others } = written
  const people = { owner, ...(members ? { members } : {}) }
  const filledIn = quota.filter(({ rule }) => rule !== null)
  if (filledIn.length === 0) return { ...people, ...others }
  const said = typeof written.quota === 'object' ? written.quota : {}
  const amounts = filledIn.map(({ field, amount }) => [field, amount] as const)
  return { ...people, ...others, quota: { ...said, ...Object.fromEntries(amounts) } }
}

function placeOf(
  { path, after }: Difference,
  tenant: Tenant | undefined,
  { model }: Side
): Place | undefined {
  if (!tenant) return undefined
  const steps = path.map(step => (after === null ? step.before : step.after))
  const rule = tenant.quota.find(({ field }) => steps[0] === 'quota' && field === steps[1])?.rule
  // An amount that the file does not mention is what the policy allows.
  const isGranted = rule !== null && rule !== undefined && model
  return lineAt(isGranted ? placeIn(model.policy, [rule, 'quota']) : tenant.at(...steps))
}
