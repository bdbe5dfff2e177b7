import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { programOf } from '../../../scripts/prove/program.ts'
import type { Thing } from '../../overlay/thing.ts'
import type { Workload } from './workload.ts'

/** A cluster as far as Istio reads it. */
export interface Mesh {
  readonly kubernetes: readonly Thing[]
  readonly istio: readonly Thing[]
  /** The configuration of the mesh, in YAML. */
  readonly config: string
  readonly workloads: readonly Workload[]
  /** Those of whom it is asked which namespaces their proxy knows. */
  readonly callers?: readonly Workload[]
  readonly analyze?: boolean
}

interface Pair {
  readonly certificate: string
  readonly key: string
}

/** What Istio makes of some meshes. One Envoy runs them all. */
export interface Translation {
  readonly folder: string
  /** By principal. */
  readonly certificates: Readonly<Record<string, Pair>>
  readonly sockets: readonly string[]
  /** What stock Envoy lacks of Istio's filters. */
  readonly leftOut: readonly string[]
  readonly meshes: readonly {
    readonly known: Readonly<Record<string, readonly string[]>>
    readonly messages: readonly string[]
  }[]
}

interface Given {
  readonly folder: string
  readonly principals: readonly string[]
}

/** The file for Envoy is `envoy.json` in the folder, beside the sockets of what stands behind the proxies. */
export async function translate(
  meshes: readonly Mesh[],
  { folder, principals }: Given
): Promise<Translation> {
  const request = {
    folder,
    ...socketsIn(folder),
    proxyVersion: '1.28.0',
    principals: [...new Set(principals)],
    meshes: meshes.map(mesh => ({
      ...mesh,
      kubernetes: textOf(mesh.kubernetes),
      istio: textOf(mesh.istio)
    }))
  }
  return { folder, ...JSON.parse(await run(JSON.stringify(request))) }
}

export function socketsIn(folder: string): Readonly<Record<'upstream' | 'authorizer', string>> {
  return { upstream: join(folder, 'upstream'), authorizer: join(folder, 'authorizer') }
}

/** Every JSON document is YAML. */
function textOf(things: readonly Thing[]): string {
  return things.map(thing => JSON.stringify(thing)).join('\n---\n')
}

async function run(request: string): Promise<string> {
  const child = spawn(programOf('istio').path, { stdio: ['pipe', 'pipe', 'pipe'] })
  let [said, error] = ['', '']
  child.stdout.setEncoding('utf8').on('data', text => {
    said += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    error += text
  })
  child.stdin.end(request)
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject).on('close', resolve)
  })
  if (status !== 0) throw new Error(`istio cannot translate: ${error.slice(0, 2_000)}`)
  return said
}
