import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { originOf } from '../../../scripts/overlay/release-origin.ts'
import type { ProgramName } from '../../../scripts/prove/program.ts'
import type { ClusterName } from '../support/base.ts'
import { merge } from '../support/life.ts'
import { startWorld, type World } from '../support/world.ts'
import { need } from '../table/tally.ts'
import { leaveComponents } from './applications.ts'
import { installArgocd } from './argocd-install.ts'
import { startArgocd } from './argocd-programs.ts'
import { startReady } from './ready.ts'

/** A cluster with Argo CD's manifests, before its programs run. */
export interface ArgocdWorld extends World {
  /** What docs/argocd.md says under "Bootstrap". */
  readonly bootstrapArgocd: () => Promise<void>
  readonly stopArgocd: () => Promise<void>
}

const ofFlux: readonly ProgramName[] = ['kustomize-controller', 'source-controller']

interface Besides {
  /** Flux runs too. */
  readonly flux?: boolean
  /** Argo CD applies the components of the platform as well, from Kubeflow's files in the repository. */
  readonly components?: boolean
}

/** Sets up one world for all tests of a file, whose repository is where the example says that it is. */
export function useArgocd(
  cluster: ClusterName,
  { flux = false, components = false }: Besides = {}
): () => ArgocdWorld {
  const isWhole = need({
    programs: ['control-plane', 'argocd', ...(flux ? ofFlux : [])],
    tools: ['redis-server', 'kustomize'],
    onPath: ['kubectl'],
    isLong: true
  })
  let world: ArgocdWorld | undefined
  beforeAll(async () => {
    if (isWhole) world = await begin(await startWorld(cluster, { flux }), components)
  }, 600_000)
  afterAll(() => world?.stop())
  return () => {
    if (world) return world
    throw new Error('there is no control plane')
  }
}

async function begin(world: World, components: boolean): Promise<ArgocdWorld> {
  const { api, cluster, plane, repository, source } = world
  const file = `platform/clusters/${cluster}.yaml`
  const address = /(?<=repository: )\S+/
  const vendor = ['vendor', '26.03', '--from', originOf('.', '26.03').folder]
  await merge(repository, {
    files: { [file]: text => text.replace(address, source.secure) },
    commands: components ? [vendor] : []
  })
  await source.push(repository)
  await installArgocd(api, source.secure)
  const stopReady = startReady(api)
  let stop = async () => {}
  const bootstrapArgocd = async () => {
    const how = ['--server-side', '--field-manager', 'argocd-controller', '--context', 'proof']
    const folder = join(repository, 'generated', cluster, 'argocd')
    const env = { ...process.env, KUBECONFIG: plane.kubeconfig('root') }
    execFileSync('kubectl', ['apply', ...how, '-k', folder], { env, stdio: 'pipe' })
    if (!components) await leaveComponents(api)
    stop = await startArgocd(plane)
  }
  const stopAll = async () => {
    stopReady()
    await world.stop()
  }
  return { ...world, bootstrapArgocd, stopArgocd: () => stop(), stop: stopAll }
}
