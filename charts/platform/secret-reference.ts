import type { Cluster } from '../../src/cluster/cluster.ts'
import { plain } from '../objects/external-secrets.ts'
import type { Manifest } from '../objects/manifest.ts'

/** The platform's own door to the secret store; tenants have one each. */
export const platformStore = 'tenantry-platform'

/** What a Secret is to hold, by reference. */
interface Reference {
  readonly name: string
  readonly namespace: string
  /** Where it is below the cluster's prefix, such as `rds`. */
  readonly path: string
  /** The keys of the Secret, and the property that each is there. */
  readonly keys: Readonly<Record<string, string>>
}

/** Nothing where the cluster has no secret store; a rule says so. */
export function platformSecret({ secrets }: Cluster, reference: Reference): Manifest[] {
  if (!secrets) return []
  const { name, namespace, path, keys } = reference
  const remote = `${secrets.prefix}/${path}`
  return [
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, namespace },
      spec: {
        refreshInterval: secrets.refresh,
        secretStoreRef: { kind: 'ClusterSecretStore', name: platformStore },
        target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
        data: Object.entries(keys).map(([secretKey, property]) => ({
          secretKey,
          remoteRef: { key: remote, property, ...plain }
        }))
      }
    }
  ]
}
