import { hintFrom } from '../../text/suggest.ts'
import type { Rule } from '../rule.ts'

/** The service account of an environment must be one of the tenant's. */
export const unknownAccount: Rule = ({ tenants }, report) => {
  for (const { aws, environments, at } of tenants) {
    const known = new Set([...aws.accounts, 'default-viewer', 'default'])
    const hint = hintFrom(aws.accounts, 'list another one under `aws.serviceAccounts` first')
    environments.forEach(({ name, serviceAccount }, index) => {
      if (serviceAccount === null || known.has(serviceAccount)) return
      report({
        code: 'unknown-account',
        message: `environment \`${name}\` runs as service account \`${serviceAccount}\`, which the tenant does not have`,
        at: at('environment', index, 'serviceAccount'),
        help: hint(serviceAccount)
      })
    })
  }
}
