import { releaseOf } from '../../kubeflow/release.ts'
import type { Tenant } from '../../model/tenant.ts'
import type { Rule } from '../rule.ts'

/** An environment must not set a variable that Kubernetes, Kubeflow or AWS sets in the same pods. */
export const forbiddenVariable: Rule = ({ tenants }, report) => {
  for (const tenant of tenants) {
    for (const { name, path } of variablesOf(tenant)) {
      const whose = setBy(name, tenant)
      if (whose === undefined) continue
      report({
        code: 'forbidden-variable',
        message: `variable \`${name}\` is set by ${whose}`,
        at: tenant.at(...path),
        help: 'remove it, or choose another name'
      })
    }
  }
}

function setBy(name: string, { cluster }: Tenant): string | undefined {
  if (releaseOf(cluster.release).variables.includes(name)) return 'Kubeflow'
  if (/^KUBERNETES_(SERVICE|PORT)/.test(name)) return 'Kubernetes'
  // EKS does not set these if they are already there, which would break its credentials.
  const pattern =
    /^AWS_(ROLE_ARN|WEB_IDENTITY_TOKEN_FILE|CONTAINER_(CREDENTIALS|AUTHORIZATION)_.+)$/
  return pattern.test(name) ? "AWS, for the tenant's role" : undefined
}

/** Set directly, or through the keys of a secret. */
function variablesOf({ environments, secrets }: Tenant) {
  const keys = new Map(secrets.map(secret => [secret.name, secret.keys]))
  return environments.flatMap((environment, index) => [
    ...environment.variables.map(({ key }) => ({
      name: key,
      path: ['environment', index, 'env', key]
    })),
    ...environment.secrets.flatMap(({ name, mount }, position) =>
      (mount === null ? (keys.get(name) ?? []) : []).map(({ key }) => ({
        name: key,
        path: ['environment', index, 'secrets', position]
      }))
    )
  ])
}
