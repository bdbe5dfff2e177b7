import type { Cluster } from '../../src/cluster/cluster.ts'
import { platformAccounts } from '../../src/cluster/platform-accounts.ts'
import { plain } from '../objects/external-secrets.ts'
import type { Manifest } from '../objects/manifest.ts'

/** The secret store of the platform; each tenant has its own. */
export const platformStore = platformAccounts.secrets

/** The content of a Secret, by reference. */
interface Reference {
  readonly name: string
  readonly namespace: string
  /** The path below the cluster's prefix, such as `rds`. */
  readonly path: string
  /** Maps each key of the Secret to a property of the remote one. */
  readonly keys: Readonly<Record<string, string>>
}

/** Empty without a secret store; a rule reports that. */
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
