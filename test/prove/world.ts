import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { type Plane, startPlane } from '../../scripts/prove/plane.ts'
import { programOf } from '../../scripts/prove/program.ts'
import { commitAll, example } from '../command.ts'
import { at, list, type Thing } from '../overlay/thing.ts'
import { type Api, connect, expectOk, type Ref } from './api.ts'
import { controllerArgs } from './controller.ts'
import { readCrds } from './crds.ts'
import { forEach } from './crowd.ts'
import { applyComponent, ensureNamespace, type Platform } from './platform.ts'
import { startProfiles } from './profiles.ts'
import { type ClusterName, readPlatform } from './setup.ts'
import { type Source, startSource } from './source.ts'
import { until } from './wait.ts'

/** A cluster as Flux finds it on the day it is bootstrapped: the platform is there, and no tenant. */
export interface World {
  readonly cluster: ClusterName
  readonly platform: Platform
  readonly plane: Plane
  /** The API server, as the one who may everything. */
  readonly api: Api
  /** The repository that it follows: the example, in a place of its own. */
  readonly repository: string
  readonly source: Source
  /** What the server has against the platform. */
  readonly refused: readonly string[]
  /** As if its pod had begun anew: it looks at every Profile again. */
  readonly restartProfiles: () => Promise<void>
  readonly stop: () => Promise<void>
}

const { PROFILE_CONTROLLER } = process.env

export async function startWorld(cluster: ClusterName): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-proof-'))
  const repository = example()
  for (const each of ['generated', 'kustomize', '.github'])
    cpSync(each, join(repository, each), { recursive: true })
  commitAll(repository, 'The example')
  const plane = await startPlane(folder, {
    controlPlane: programOf('control-plane').path,
    kustomizeController: programOf('kustomize-controller').path
  })
  const stops: (() => Promise<void> | void)[] = [
    () => rmSync(repository, { recursive: true }),
    plane.stop
  ]
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each()
  }
  try {
    const api = connect(plane, 'root')
    await addCrds(api)
    const platform = readPlatform(inject('platforms'), cluster)
    const refused = await addPlatform(plane, platform)
    const controller = PROFILE_CONTROLLER
    const profiles = () =>
      controller === undefined
        ? startProfiles(connect(plane, 'profiles'))
        : plane.start(controller, 'profiles', controllerArgs(plane.folder, platform))
    let stopProfiles = profiles()
    stops.push(() => stopProfiles())
    const restartProfiles = async () => {
      await stopProfiles()
      stopProfiles = profiles()
    }
    await plane.startFlux()
    const source = await startSource(api, repository)
    stops.push(source.stop)
    return { cluster, platform, plane, api, repository, source, refused, restartProfiles, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function addCrds(api: Api): Promise<void> {
  const { things } = readCrds()
  await forEach(things, async thing => expectOk(await api.apply(thing, 'installer'), thing))
  await forEach(things.flatMap(kindsOf), kind => served(api, kind))
}

function kindsOf({ spec }: Thing): Ref[] {
  const kind = String(at(spec, 'names', 'kind'))
  return list(spec, 'versions')
    .filter(({ served }) => served)
    .map(({ name }) => ({ apiVersion: `${spec?.group}/${name}`, kind, metadata: {} }))
}

async function served(api: Api, ref: Ref): Promise<void> {
  const there = () => api.pathOf(ref).catch(() => undefined)
  await until(there, () => `the server has no ${ref.kind} of ${ref.apiVersion}`)
}

/** `flux bootstrap` would make Flux's own part. */
async function addPlatform(plane: Plane, platform: Platform): Promise<string[]> {
  const [root, flux] = [connect(plane, 'root'), connect(plane, 'flux')]
  await ensureNamespace(root, 'flux-system')
  expectOk(await root.create(fluxAdmin), fluxAdmin)
  const refused: string[] = []
  for (const { name, things } of platform.components) {
    const faults = await applyComponent(flux, things)
    refused.push(...faults.map(fault => `${name}: ${fault}`))
  }
  return refused
}

const apiGroup = 'rbac.authorization.k8s.io'
const fluxAdmin = {
  apiVersion: `${apiGroup}/v1`,
  kind: 'ClusterRoleBinding',
  metadata: { name: 'cluster-reconciler-flux-system' },
  roleRef: { apiGroup, kind: 'ClusterRole', name: 'cluster-admin' },
  subjects: [{ kind: 'ServiceAccount', name: 'kustomize-controller', namespace: 'flux-system' }]
}
