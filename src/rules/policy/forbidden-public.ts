import { allowed } from '../support/granted-names.ts'
import { asking } from '../support/refuse.ts'

/** Each model that may be called without signing in must be granted. */
export const forbiddenPublic = allowed({
  code: 'forbidden-public',
  noun: 'public model',
  field: 'public',
  instead: 'list its callers under `serving.callers`',
  asked: tenant =>
    tenant.serving.public.map((name, index) => ({
      name,
      ...asking(tenant, 'serving', 'public', index)
    }))
})
