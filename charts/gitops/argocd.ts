import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { documents, headerOf } from '../objects/generated.ts'
import type { Manifest } from '../objects/manifest.ts'
import { application, applicationSet } from './argocd-applications.ts'
import { projects } from './argocd-projects.ts'
import type { Contents } from './flux.ts'
import { phases } from './shards.ts'
import { platformSteps, type Step, shardSteps } from './steps.ts'

/** All of `generated/<cluster>/argocd/`: what Argo CD syncs, in which waves, and what it may touch. */
export function argocdFiles(cluster: Cluster, { components, residents }: Contents): Source[] {
  const { name, gitops } = cluster
  if (!gitops.argocd) return []
  const folder = `generated/${name}/argocd`
  const tenants = residents.map(resident => resident.name)
  return documents(folder, headerOf('tenants/ and platform/'), [
    ['projects.yaml', projects(cluster, tenants)],
    ['platform.yaml', platform(cluster, components, folder)],
    ['tenants.yaml', shards(cluster, components)]
  ])
}

/** The first Application keeps this folder, and so all the others. */
function platform(cluster: Cluster, components: ReadonlySet<string>, path: string): Manifest[] {
  const root = { name: 'tenantry', path, phase: 'platform', after: [], needs: [] } as const
  return [
    application(cluster, root, 0),
    ...waved(platformSteps(cluster, components)).map(([step, wave]) => {
      return application(cluster, step, wave)
    })
  ]
}

/** After the platform, the first phase of all shards and then the second. */
function shards(cluster: Cluster, components: ReadonlySet<string>): Manifest[] {
  const waves = waved(platformSteps(cluster, components)).map(([, wave]) => wave)
  const steps = shardSteps(cluster, components)
  return phases.flatMap((phase, at) => {
    const own = steps.filter(step => step.phase === phase)
    return applicationSet(cluster, own, Math.max(...waves) + 1 + at)
  })
}

/** Each step in a later wave than those that it comes after, which stand before it. */
function waved(steps: readonly Step[]): [Step, number][] {
  const waves = new Map<string, number>()
  return steps.map(step => {
    const before = [...waves].filter(([name]) => step.after.includes(name))
    const wave = 1 + Math.max(0, ...before.map(([, wave]) => wave))
    waves.set(step.name, wave)
    return [step, wave]
  })
}
