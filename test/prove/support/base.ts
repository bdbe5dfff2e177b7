import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Plane, startPlane } from '../../../scripts/prove/control-plane.ts'
import { programOf } from '../../../scripts/prove/program.ts'
import { at, list, type Thing } from '../../overlay/thing.ts'
import { acme } from '../../support/acme.ts'
import { fluxRights } from '../engines/flux-files.ts'
import { type Api, connect, expectOk, type Ref } from './api.ts'
import { readCrds } from './crds.ts'
import { forEach } from './crowd.ts'
import { applyComponent, buildPlatform, ensureNamespace, type Platform } from './platform.ts'
import { until } from './wait.ts'

export const clusters = ['staging', 'production'] as const
export type ClusterName = (typeof clusters)[number]

/** A cluster with its platform and no tenants, which every scenario starts from. */
interface Base {
  readonly platform: Platform
  /** What the server rejected in the platform. */
  readonly refused: readonly string[]
  /** The data folder of etcd. */
  readonly data: string
}

/** Built once, because kustomize and the CRDs take longer than most scenarios. */
export async function makeBase(folder: string, cluster: ClusterName): Promise<Base> {
  const platform = buildPlatform(acme, cluster)
  const place = join(folder, cluster)
  const plane = await startPlane(place, programOf('control-plane').path)
  try {
    await addCrds(connect(plane, 'root'))
    const base = {
      platform,
      refused: await addPlatform(plane, platform),
      data: join(place, 'etcd')
    }
    writeFileSync(fileOf(folder, cluster), JSON.stringify(base))
    return base
  } finally {
    await plane.halt()
  }
}

export function readBase(folder: string, cluster: ClusterName): Base {
  return JSON.parse(readFileSync(fileOf(folder, cluster), 'utf8'))
}

function fileOf(folder: string, cluster: string): string {
  return join(folder, `${cluster}.json`)
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
  await until(there, () => `the server has no ${ref.kind} of ${ref.apiVersion}`, 600)
}

/** Leaves out Flux itself, which `flux bootstrap` installs. */
async function addPlatform(plane: Plane, platform: Platform): Promise<string[]> {
  const [root, flux] = [connect(plane, 'root'), connect(plane, 'flux')]
  await ensureNamespace(root, 'flux-system')
  for (const right of fluxRights()) expectOk(await root.create(right), right)
  const refused: string[] = []
  for (const { name, things } of platform.components) {
    const faults = await applyComponent(flux, things)
    refused.push(...faults.map(fault => `${name}: ${fault}`))
  }
  return refused
}
