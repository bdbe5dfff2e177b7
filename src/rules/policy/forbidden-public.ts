import { allowed } from '../support/granted-names.ts'
import { asking } from '../support/refuse.ts'

/** Each model that anybody may call without signing in is granted. */
export const forbiddenPublic = allowed({
  code: 'forbidden-public',
  noun: 'public model',
  field: 'public',
  instead: 'let those who call it be `callers`',
  asked: tenant =>
    tenant.serving.public.map((name, index) => ({
      name,
      ...asking(tenant, 'serving', 'public', index)
    }))
})
