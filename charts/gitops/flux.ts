import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { argocdNamespace, engineNamespace, teamLabel } from '../objects/engines.ts'
import { documents, headerOf } from '../objects/generated.ts'
import { marker } from '../objects/labels.ts'
import type { Manifest } from '../objects/manifest.ts'
import { controllerKey, kustomization } from './flux-kustomizations.ts'
import { notices } from './flux-notifications.ts'
import type { Resident } from './resident.ts'
import { platformSteps, shardSteps, tenantSteps } from './steps.ts'

/** What a cluster has besides the platform's own settings. */
export interface Contents {
  /** The names of its components. */
  readonly components: ReadonlySet<string>
  readonly residents: readonly Resident[]
}

/** All of `generated/<cluster>/flux/`: what Flux reconciles, in which order, and who is notified. */
export function fluxFiles(cluster: Cluster, contents: Contents): Source[] {
  const { name, gitops } = cluster
  if (!gitops.flux) return []
  const folder = `generated/${name}/flux`
  const files = [
    ['namespaces.yaml', gitops.argocd ? [engineNamespace(argocdNamespace)] : []],
    ['platform.yaml', platform(cluster, contents)],
    ['tenants.yaml', gitops.perTenant ? tenants(cluster, contents) : shards(cluster, contents)],
    ['notifications.yaml', notices(cluster, contents.residents)]
  ] as const
  const there = files.filter(([, objects]) => objects.length > 0)
  return documents(folder, headerOf('tenants/ and platform/'), there)
}

function platform(cluster: Cluster, { components }: Contents): Manifest[] {
  return platformSteps(cluster, components).map(step => {
    return kustomization(cluster, step, { labels: {}, released: false })
  })
}

function shards(cluster: Cluster, { components }: Contents): Manifest[] {
  return shardSteps(cluster, components).map(step => {
    const labels = controllerKey(cluster, step.path.replace(/\/[^/]*$/, ''))
    return kustomization(cluster, step, { labels, released: false })
  })
}

function tenants(cluster: Cluster, { components, residents }: Contents): Manifest[] {
  const inOrder = [...residents].sort((a, b) => (a.name < b.name ? -1 : 1))
  return inOrder.flatMap(({ name, audience, released }) => {
    const labels = {
      ...controllerKey(cluster, name),
      [marker]: name,
      ...(audience && { [teamLabel]: audience.team })
    }
    return tenantSteps(cluster.name, name, components).map(step => {
      return kustomization(cluster, step, { labels, released })
    })
  })
}
