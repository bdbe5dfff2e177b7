import { unset } from '../../documents/policy.ts'
import type { Tenant } from '../../model/tenant.ts'
import type { Rule } from '../rule.ts'
import { asking, refuse } from '../support/refuse.ts'

type Level = Tenant['podSecurity']

const power: Readonly<Record<Level, number>> = { restricted: 0, baseline: 1, privileged: 2 }

/** A tenant's pod security level must not be weaker than what is granted, by default `baseline`. */
export const forbiddenPodSecurity: Rule = (model, report) => {
  for (const tenant of model.tenants) {
    const { name, granted, podSecurity } = tenant
    const most = largest(granted.grants.flatMap(({ rule }) => rule.podSecurity ?? []))
    if (power[podSecurity] <= power[most]) continue
    report(
      refuse(model, tenant, {
        code: 'forbidden-pod-security',
        message: `\`${name}\` asks for \`${podSecurity}\` pods, but is granted at most \`${most}\``,
        ...asking(tenant, 'podSecurity'),
        says: rule => rule.podSecurity && ['podSecurity'],
        line: `podSecurity: ${podSecurity}`,
        instead: `write \`podSecurity: ${most}\``
      })
    )
  }
}

function largest(levels: readonly Level[]): Level {
  return levels.toSorted((a, b) => power[b] - power[a])[0] ?? unset.podSecurity
}
