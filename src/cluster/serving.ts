import type { ClusterFile } from '../cluster.ts'
import { fields, flag, text } from '../fields.ts'

export const serving = fields(
  {
    paths: flag({
      description: 'Whether models answer below `/serving/<tenant>/<model>/`',
      default: false
    }),
    domain: text('host', { description: 'For models, if not the domain of the cluster' })
  },
  { description: 'KServe' }
)

/** Below which each model has a host of its own. */
export function modelDomain({ serving, domain }: Pick<ClusterFile, 'serving' | 'domain'>): string {
  return serving?.domain ?? domain
}
