import type { Mention, Tenant } from './model.ts'

/** Each place where a tenant lets another one in. */
export function mentions({ members, network, serving }: Tenant): Mention[] {
  const neighbours = members.filter(({ kind }) => kind === 'tenant')
  const callers = serving.callers.filter(({ tenant }) => tenant !== '')
  return [
    ...neighbours,
    ...network.from,
    ...callers.map(({ tenant, at }) => ({ name: tenant, at }))
  ]
}
