import { matches } from '../../values/glob.ts'
import { reached } from '../support/reached-places.ts'
import { asking } from '../support/refuse.ts'

/** Each path in the secret store must be granted, for example all those below the tenant's name. */
export const forbiddenSecret = reached({
  code: 'forbidden-secret',
  field: 'secrets',
  instead: 'remove it',
  asked: tenant =>
    tenant.secrets.map(({ path }, index) => ({
      tenant: tenant.name,
      text: path,
      fits: pattern => covers(pattern, path),
      isOwn: false,
      ...asking(tenant, 'secrets', index, 'from')
    })),
  platform: () => []
})

/** A pattern covers its path and everything below. */
function covers(pattern: string, path: string): boolean {
  return matches(pattern, path) || matches(`${pattern}/*`, path)
}
