import type { RiskRule } from './risk-rule.ts'

/** The engines apply it, and no file that people review says so. */
export const editedOutput: RiskRule = {
  level: 'high',
  find: ({ comparison }) => {
    return [...comparison.stray].sort().map(path => {
      const [, cluster = '', folder, name = '', ...rest] = path.split('/')
      const isOfTenant = folder === 'tenants'
      const file = isOfTenant ? rest.join('/') : path
      return {
        message: `\`${file}\` does not follow from the files that people write`,
        help: 'run `npx tenantry generate`, and ask who edited what is generated',
        at: { file: path, line: 1 },
        tenants: isOfTenant ? [name] : [],
        clusters: [cluster]
      }
    })
  }
}
