import { type Beside, rightsOf } from './beside.ts'
import type { LiveFinding } from './live-finding.ts'

/** The platform's admins enter every tenant, and had no role in most namespaces before. */
export function adminsGain(all: Beside, admins: readonly string[]): LiveFinding[] {
  if (!all.live.some(({ kind }) => kind === 'Namespace')) return []
  const { people } = rightsOf(all, all.live)
  const before = new Set(people.flatMap(({ person, role }) => (role === 'admin' ? [person] : [])))
  return admins
    .filter(admin => !before.has(admin))
    .map(admin => ({
      tenant: all.tenant.name,
      risk: 'gained',
      message: `\`${admin}\` gets role \`admin\` as an admin of the platform`,
      help: 'if they shall not, take them out of `admins` of `platform/common.yaml`'
    }))
}
