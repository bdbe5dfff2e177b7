import type { Comparison } from '../comparison.ts'
import { handedOut } from '../gains/handed-out.ts'
import { some } from '../print/some.ts'
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
        message: `\`${file}\` ${whatOf(comparison, path)}`,
        help: 'run `npx tenantry generate`, and ask who edited what is generated',
        at: { file: path, line: 1 },
        tenants: isOfTenant ? [name] : [],
        clusters: [cluster]
      }
    })
  }
}

function whatOf(comparison: Comparison, path: string): string {
  if (comparison.links.has(path)) return 'is a link now, and what it leads to is not read'
  const given = handedOut(comparison, path)
  const why = isUnknown(comparison, path)
    ? 'changes, and mistakes in the files that people write hide whether it follows from them'
    : 'does not follow from the files that people write'
  return given.length > 0 ? `${why}: ${some(given, 6)}` : why
}

/** Whether what it should be is not known: mistakes are in its tenant's file, or in what all have. */
function isUnknown({ wrong }: Comparison, path: string): boolean {
  const [, , folder, name = ''] = path.split('/')
  const isOfTenant = folder === 'tenants'
  return [...wrong].some(file => {
    return file.startsWith('platform/') || !isOfTenant || file.endsWith(`/${name}.yaml`)
  })
}
