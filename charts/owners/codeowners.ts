import { forgeOf } from '../../src/documents/common.ts'
import { expandFrom } from '../../src/model/expand-groups.ts'
import type { Model } from '../../src/model/model.ts'
import { normalizeEmail } from '../../src/values/email.ts'
import { headerOf } from '../objects/generated.ts'

/** Where each forge looks first. */
export const codeownersPaths = { github: '.github/CODEOWNERS', gitlab: 'CODEOWNERS' } as const

/** All places where each forge looks, in its order. */
export const codeownersPlaces = {
  github: ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'],
  gitlab: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS']
} as const

/** By tenant or team, the names on the forge of the people who approve its changes. */
type Reviewers = ReadonlyMap<string, readonly string[]>

/** GitHub ignores a larger file, and then no approval is required at all. */
const limit = 3_000_000

/** The owner of each tenant, and the team in whose folder it is, as far as their names on the forge are known. */
export function reviewersOf(model: Model): Reviewers {
  const named = namesIn(model)
  return new Map(
    model.tenants.map(({ name, owner, team, folder }) => {
      const people = team?.name === folder ? [owner, ...(team?.members ?? [])] : [owner]
      return [name, named(people)]
    })
  )
}

/** The people of each team, who approve what is put into its folder. */
export function teamReviewersOf(model: Model): Reviewers {
  const { directory, emails } = model
  const named = namesIn(model)
  const expand = expandFrom(directory.value, email => normalizeEmail(email, emails.lowercase))
  const teams = Object.keys(directory.value.teams ?? {})
  return new Map(teams.map(team => [team, named(expand.team(team))]))
}

function namesIn({ directory, emails, common }: Model): (people: readonly string[]) => string[] {
  const forge = forgeOf(common.value)
  const known = Object.entries(directory.value.people ?? {}).map(([email, names]) => {
    return [normalizeEmail(email, emails.lowercase), names[forge]] as const
  })
  const names = new Map(known)
  return people => [...new Set(people.flatMap(email => names.get(email) ?? []))].sort()
}

/**
 * Says who must approve what. Both forges use the last line that matches. Every team and tenant has a
 * line: if the forge knows nobody of it, the platform team approves.
 */
export function codeowners(platform: string, teams: Reviewers, tenants: Reviewers): string {
  const line = (path: string, names: readonly string[]) =>
    `${path} ${names.length === 0 ? platform : names.map(name => `@${name}`).join(' ')}\n`
  const lines = [
    ...sorted(teams).map(([team, names]) => line(`/tenants/${team}/`, names)),
    ...sorted(tenants).flatMap(([tenant, names]) => {
      const folder = `/generated/*/tenants/${tenant}`
      // The last day of a grant is in no object, only in the table.
      return [line(`${folder}/access.csv`, names), line(`${folder}/namespace/`, names)]
    })
  ]
  const text = head(platform) + lines.join('')
  return text.length < limit ? text : head(platform) + line('/tenants/*/', [])
}

function sorted(reviewers: Reviewers): [string, readonly string[]][] {
  return [...reviewers].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

function head(platform: string): string {
  return [
    `# ${headerOf('tenants/ and platform/')}`,
    `* ${platform}`,
    "# Whatever a tenant's file changes shows in what is generated from it, which has its owners. A",
    "# file in a team's folder has what the policy grants to the team, so the team approves it too.",
    '/tenants/',
    ''
  ].join('\n')
}
