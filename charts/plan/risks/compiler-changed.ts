import { versionPath } from '../../objects/generated.ts'
import type { RiskRule } from './risk-rule.ts'

/** What another version generates is not known to this one, so an edit by hand would not show. */
export const compilerChanged: RiskRule = {
  level: 'medium',
  find: ({ comparison: { writtenBy, changed } }) => {
    if (writtenBy === undefined) return []
    const isNew = changed.has(versionPath)
    return [
      {
        ...(isNew ? { level: 'high' as const } : {}),
        message: `generated/ is of version ${writtenBy}, and this plan of another one: what somebody edited in generated/ is not told`,
        help: isNew
          ? 'look whether the change is about a new version, and plan it with that version'
          : 'plan it with that version',
        at: { file: versionPath, line: 1 },
        tenants: [],
        clusters: []
      }
    ]
  }
}
