import { watchedChanges } from '../watched-changes.ts'
import type { RiskRule } from './risk-rule.ts'

/** Runs, artifacts and sign-ins of all tenants depend on these. */
export const clusterChanged: RiskRule = {
  level: 'high',
  find: ({ comparison }) => watchedChanges(comparison, 'cluster-changed')
}
