import { forgeOf } from '../../../src/documents/common.ts'
import type { Tenant } from '../../../src/model/tenant.ts'
import { groupBy } from '../../../src/values/group.ts'
import { isOurs } from '../../objects/generated.ts'
import type { Comparison } from '../comparison.ts'
import type { Approval, Approvals } from '../plan-data.ts'
import { ofTenant } from '../sites.ts'
import { linesAbout, type OwnerRule, ownerRules, rulesFor } from './code-owners.ts'

type Reason = Approval['reasons'][number]

/** A file, and whom a line of CODEOWNERS asks for it. */
interface Asked {
  readonly path: string
  readonly rule: OwnerRule | undefined
}

/** Whose approval the forge asks for, and for which files. Whom it asks about most comes first, nobody last. */
export function approvalsOf(comparison: Comparison): Approvals {
  const { before, after, review } = comparison
  const { codeowners, prefix } = review
  const files = [...review.files, ...pendingOwners(comparison)]
  const model = before.model ?? after.model
  if (!codeowners || !model) return { file: null, asked: [] }
  const forge = forgeOf(model.common.value)
  const rules = ownerRules(linesAbout(codeowners.text, files), forge)
  const rulesOf = rulesFor(rules, forge)
  const asked = files.flatMap((path): Asked[] => {
    const matching = rulesOf(path)
    const owned = matching.filter(({ owners }) => owners.length > 0)
    const told = owned.length > 0 ? owned : [matching[0]]
    return told.map(rule => ({ path, rule }))
  })
  const isGenerated = isOurs(codeowners.path, codeowners.text)
  const context = { prefix, platform: isGenerated ? rules[0]?.owners.join() : undefined }
  const groups = groupBy(asked, ({ rule }) => JSON.stringify([rule?.owners ?? [], rule?.section]))
  const all = Array.from(groups.values(), group => approval(group, context))
  const weight = ({ owners, reasons }: Approval) =>
    owners.length === 0 ? 0 : reasons.reduce((sum, reason) => sum + reason.files.length, 0)
  return { file: codeowners.path, asked: all.sort((a, b) => weight(b) - weight(a)) }
}

/** The file itself, where `generate` has still to write other people into it. */
function pendingOwners({ before, after, isPending, review }: Comparison): string[] {
  const { codeowners, files } = review
  const isKnown = !codeowners || files.includes(codeowners.path)
  if (isKnown || !isPending || !isOurs(codeowners.path, codeowners.text)) return []
  const [old, now] = [before, after].map(({ tenants }) => tenants.map(peopleText).sort().join())
  return old === now ? [] : [codeowners.path]
}

function peopleText({ name, owner, team, folder }: Tenant): string {
  return [name, owner, folder, ...(team?.members ?? [])].join(' ')
}

interface Context {
  /** The folder in the repository that all of ours is in. */
  readonly prefix: string
  /** Who approves what has nobody else, where Tenantry wrote the file. */
  readonly platform: string | undefined
}

function approval(asked: readonly [Asked, ...Asked[]], context: Context): Approval {
  const [{ rule }] = asked
  const owners = rule?.owners ?? []
  const groups = groupBy(asked, one => whatOf(one, context))
  return {
    owners,
    section: rule?.section.name ?? '',
    needed: owners.length === 0 ? 0 : (rule?.section.needed ?? 0),
    reasons: Array.from(groups, ([what, all]) => reason(what, all, context))
  }
}

function reason(what: Reason['what'], asked: readonly Asked[], { prefix }: Context): Reason {
  const paths = asked.map(({ path }) => path)
  const tenants = paths.flatMap(path => ofTenant(path.slice(prefix.length))?.name ?? [])
  const line = asked[0]?.rule?.line ?? null
  return { what, tenants: [...new Set(tenants)].sort(), files: paths.sort(), line }
}

function whatOf({ path, rule }: Asked, { prefix, platform }: Context): Reason['what'] {
  const own = path.startsWith(prefix) ? path.slice(prefix.length) : ''
  const [top = '', name = ''] = own.split('/')
  const tenant = ofTenant(own)?.name
  if (tenant !== undefined) {
    if (platform === undefined || !rule?.pattern.includes(`/tenants/${tenant}/`)) return 'generated'
    return rule.owners.join() === platform ? 'unknown people' : 'people'
  }
  if (top === 'tenants') return platform && rule?.owners.length === 0 ? 'open tenants' : 'tenants'
  if (top === 'generated') return 'clusters'
  if (top !== 'platform') return 'other'
  return name === 'policy.yaml' ? 'policy' : name === 'removals.yaml' ? 'removals' : 'platform'
}
