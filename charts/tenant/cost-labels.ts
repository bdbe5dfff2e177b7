import type { Tenant } from '../../src/model/tenant.ts'

/** By what programs that share out costs sum them: on the Namespace, and on what costs or limits by itself. */
export function costLabels({ labels, team }: Tenant): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(labels.map(({ key, value }) => [key, value])),
    ...(team && { 'tenantry.dev/team': team.name }),
    ...(team?.organization && { 'tenantry.dev/organization': team.organization })
  }
}
