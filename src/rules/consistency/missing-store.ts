import type { Rule } from '../rule.ts'

/** A cluster whose tenants have secrets needs a secret store. */
export const missingStore: Rule = ({ tenants }, report) => {
  for (const { cluster, secrets, at } of tenants) {
    if (secrets.length === 0 || cluster.secrets) continue
    report({
      code: 'missing-store',
      message: `cluster \`${cluster.name}\` has no secret store`,
      at: at('secrets', 0, 'name'),
      help: `write \`secrets: []\` for \`${cluster.name}\` under \`clusters\`, or ask the platform team to add \`secrets.externalSecrets\` to \`platform/clusters/${cluster.name}.yaml\``
    })
  }
}
