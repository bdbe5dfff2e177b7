import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { engineNamespace, fluxNamespace } from '../objects/engines.ts'
import { type Documents, documents, headerOf } from '../objects/generated.ts'
import type { Manifest } from '../objects/manifest.ts'
import { application, applicationSet } from './argocd-applications.ts'
import { projects } from './argocd-projects.ts'
import type { Contents } from './flux.ts'
import { phases } from './shards.ts'
import { platformSteps, shardSteps } from './steps.ts'

/**
 * All of `generated/<cluster>/argocd/`: what Argo CD syncs, and what it may touch. There are no sync
 * waves, because an unhealthy component would hold up all later waves, and with them every new tenant.
 */
export function argocdFiles(cluster: Cluster, { components, residents }: Contents): Source[] {
  const { name, gitops } = cluster
  if (!gitops.argocd) return []
  const folder = `generated/${name}/argocd`
  const tenants = residents.map(resident => resident.name)
  return documents(folder, headerOf('tenants/ and platform/'), [
    ...namespaces(cluster),
    ['projects.yaml', projects(cluster, tenants)],
    ['platform.yaml', platform(cluster, components, folder)],
    ['tenants.yaml', shards(cluster, components)]
  ])
}

function namespaces({ gitops }: Cluster): Documents[] {
  return gitops.flux ? [['namespaces.yaml', [engineNamespace(fluxNamespace)]]] : []
}

/** The first Application syncs this folder, and with it all the others. */
function platform(cluster: Cluster, components: ReadonlySet<string>, path: string): Manifest[] {
  const root = { name: 'tenantry', path, phase: 'platform', after: [], needs: [] } as const
  return [root, ...platformSteps(cluster, components)].map(step => application(cluster, step))
}

function shards(cluster: Cluster, components: ReadonlySet<string>): Manifest[] {
  const steps = shardSteps(cluster, components)
  return phases.flatMap(phase =>
    applicationSet(
      cluster,
      steps.filter(step => step.phase === phase)
    )
  )
}
