import type { Cluster } from '../../src/cluster/cluster.ts'
import { readers } from '../../src/cluster/platform-accounts.ts'
import type { ClusterSecrets } from '../../src/cluster/secrets.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'
import { grants } from './role-objects.ts'
import { platformStore } from './secret-reference.ts'
import { serviceRole, vaultPermissions } from './service-roles.ts'

/** The platform's access to the secret store, limited to the namespaces listed in it. */
export const secrets: Component = {
  name: 'secrets',
  after: [],
  upstream: false,
  values: cluster => {
    const { secrets } = cluster
    if (!secrets || readers(cluster).length === 0) return undefined
    // The operator requests a token for the account, which works with IRSA but not with Pod Identity.
    const byToken = { ...cluster, aws: { ...cluster.aws, identity: 'irsa' as const } }
    const permissions = vaultPermissions(cluster.aws, secrets)
    const role = serviceRole(byToken, account, permissions)
    // There is no base to patch, so the patch is the whole account.
    const { objects, patches, files } = grants(byToken, account.namespace, [role])
    return { ...plain, objects: [store(cluster, secrets), ...patches, ...objects], files }
  }
}

/** It is in the operator's namespace, where nobody else may request its tokens. */
const account = { name: platformStore, namespace: 'external-secrets' }

function store(cluster: Cluster, { service }: ClusterSecrets): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name: platformStore },
    spec: {
      conditions: [{ namespaces: readers(cluster) }],
      provider: {
        aws: { service, region: cluster.aws.region, auth: { jwt: { serviceAccountRef: account } } }
      }
    }
  }
}
