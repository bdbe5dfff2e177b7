import type { Model } from '../src/model/model.ts'
import { normalizeEmail } from '../src/values/email.ts'
import { headerOf } from './objects/generated.ts'

export const codeownersPath = '.github/CODEOWNERS'

/** By tenant, the GitHub names of the people who approve its changes. */
type Reviewers = ReadonlyMap<string, readonly string[]>

/** GitHub ignores a larger file, and then no approval is required at all. */
const limit = 3_000_000

/** The owner and the team of each tenant on any cluster, as far as the directory has their GitHub names. */
export function reviewersOf({ tenants, emails, directory }: Model): Reviewers {
  const known = Object.entries(directory.value.people ?? {}).map(([email, { github }]) => {
    return [normalizeEmail(email, emails.lowercase), github] as const
  })
  const names = new Map(known)
  const reviewers = new Map<string, Set<string>>()
  for (const { name, owner, team } of tenants) {
    const found = [owner, ...(team?.members ?? [])].flatMap(email => names.get(email) ?? [])
    reviewers.set(name, new Set([...(reviewers.get(name) ?? []), ...found]))
  }
  return new Map(Array.from(reviewers, ([tenant, found]) => [tenant, [...found].sort()]))
}

/**
 * Says who must approve what. GitHub uses the last line that matches. Every tenant has a line: if
 * GitHub knows nobody of it, the platform team approves.
 */
export function codeowners(platform: string, reviewers: Reviewers): string {
  const lines = [...reviewers.keys()].sort().map(tenant => {
    const names = reviewers.get(tenant) ?? []
    const owners = names.length === 0 ? platform : names.map(name => `@${name}`).join(' ')
    return `/generated/*/tenants/${tenant}/namespace/ ${owners}\n`
  })
  const text = head(platform) + lines.join('')
  return text.length < limit ? text : head(platform)
}

function head(platform: string): string {
  return [
    `# ${headerOf('tenants/ and platform/')}`,
    `* ${platform}`,
    "# Whatever a tenant's file changes shows in what is generated from it, which has its owners.",
    '/tenants/',
    '/generated/*/tenants/*/access.csv',
    ''
  ].join('\n')
}
