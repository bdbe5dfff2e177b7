import type { Rule } from '../rule.ts'

/** A cluster whose tenants have public models needs a host for them. */
export const missingHost: Rule = ({ tenants }, report) => {
  for (const { cluster, serving, at } of tenants) {
    if (serving.public.length === 0 || cluster.serving.public) continue
    report({
      code: 'missing-host',
      message: `cluster \`${cluster.name}\` has no host for public models`,
      at: at('serving', 'public', 0),
      help: `remove it, or ask the platform team to add \`serving: {public: {host: ...}}\` to \`platform/clusters/${cluster.name}.yaml\``
    })
  }
}
