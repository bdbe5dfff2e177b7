import { releaseOf } from '../../src/kubeflow/release.ts'
import { listed } from '../../src/model/grants.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { matches } from '../../src/values/glob.ts'
import { marker, poolGrant } from '../objects/labels.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { costLabels } from './cost-labels.ts'
import { ownerOf } from './owner.ts'
import { protection } from './protection.ts'

/**
 * The Namespace is an object of its own. With this annotation the profile controller adopts it, so
 * deleting the Profile never deletes the data.
 */
export const namespace: Concern = (chart, tenant) => {
  add(chart, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: tenant.name,
      labels: { ...costLabels(tenant), ...meaning(tenant) },
      annotations: {
        ...fromPairs(tenant.annotations),
        ...protection(tenant),
        owner: ownerOf(tenant)
      }
    }
  })
}

/** Labels that controllers read; they override what people wrote. */
function meaning(tenant: Tenant): Record<string, string> {
  const { name, cluster, podSecurity } = tenant
  return {
    ...releaseOf(cluster.release).namespaceLabels,
    // The profile controller sets this label only on namespaces that it creates.
    'istio-injection': 'enabled',
    'pipelines.kubeflow.org/enabled': String(usesClusterPipelines(tenant)),
    'pod-security.kubernetes.io/enforce': podSecurity,
    'toolkit.fluxcd.io/tenant': name,
    [marker]: name,
    ...pools(tenant)
  }
}

/** What guard `tenantry-pods` goes by. */
function pools({ cluster, granted }: Tenant): Record<string, string> {
  const patterns = listed(granted, 'pools')
  const open = cluster.pools.filter(
    ({ name, taint }) => taint && patterns.some(pattern => matches(pattern, name))
  )
  return Object.fromEntries(open.map(({ name }) => [poolGrant(name), 'granted']))
}

function usesClusterPipelines({ pipelines }: Tenant): boolean {
  return pipelines.enabled && pipelines.env === 'default'
}

function fromPairs(pairs: Tenant['labels']): Record<string, string> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value]))
}
