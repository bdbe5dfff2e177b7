import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { loadAll } from 'js-yaml'
import { rootPath } from '../../../charts/gitops/component-root.ts'
import { parts } from '../../../charts/platform/compile-platform.ts'
import { findBuilders } from '../../../scripts/overlay/builder.ts'
import { stage } from '../../../scripts/overlay/stage-overlays.ts'
import { compile } from '../../../src/compile.ts'
import { readTree } from '../../../src/files/disk.ts'
import type { Thing } from '../../overlay/thing.ts'
import { filesIn } from '../../support/command.ts'
import { type Api, expectOk } from './api.ts'
import { forEach } from './crowd.ts'

/** A cluster without tenants: the objects of each component's root, in order. */
export interface Platform {
  readonly components: readonly { readonly name: string; readonly things: readonly Thing[] }[]
  /** Where the files of Kubeflow come from. */
  readonly about: string
}

/** Builds the platform of a cluster from Kubeflow's own files. */
export function buildPlatform(
  repository: string,
  cluster: string,
  only: readonly string[] = namesOf(repository, cluster)
): Platform {
  const compiled = filesIn(repository)
  const files = Object.entries(compiled).map(([path, text]) => [`generated/${path}`, text] as const)
  const [builder] = findBuilders()
  if (!builder) throw new Error('bug: no builder was found, and nobody said so')
  const { folder, about } = stage({ root: repository, structure: '.', files: new Map(files) })
  try {
    const components = only.map(name => {
      const { text } = builder.build(join(folder, dirname(rootPath(cluster, name))))
      return { name, things: (loadAll(text) as Thing[]).filter(Boolean) }
    })
    return { components, about: about.join(', ') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function namesOf(repository: string, name: string): string[] {
  const { model } = compile(readTree(repository), { today: '2026-06-15', touched: new Set() })
  const cluster = model?.clusters.find(each => each.name === name)
  if (!model || !cluster) throw new Error(`cluster ${name} does not compile`)
  return parts(model, cluster).map(({ component }) => component.name)
}

/** Webhooks would call pods that do not run here and block everything, so they are only validated. */
const webhooks = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']
/** Other objects need these to exist. */
const first = ['Namespace', 'CustomResourceDefinition']

/** Applies a component as Flux would, and returns what the server rejected. */
export async function applyComponent(api: Api, things: readonly Thing[]): Promise<string[]> {
  await ensureNamespaces(api, things)
  const early = things.filter(({ kind }) => kind === 'Namespace')
  const rest = things.filter(({ kind }) => !first.includes(kind))
  const answers = [
    ...(await forEach(early, thing => judge(api, thing))),
    ...(await forEach(rest, thing => judge(api, thing)))
  ]
  return answers.flat()
}

async function judge(api: Api, thing: Thing): Promise<string[]> {
  const { status, body } = await applied(api, thing)
  if (status < 300) return []
  const { namespace = '', name } = thing.metadata
  return [`${thing.kind} ${namespace}/${name}: ${body.message}`]
}

async function applied(api: Api, thing: Thing) {
  if (!webhooks.includes(thing.kind)) return api.apply(thing)
  const path = `${await api.pathOf(thing)}?fieldManager=kustomize-controller&force=true&dryRun=All`
  return api.send({ method: 'PATCH', path, body: thing, type: 'application/apply-patch+yaml' })
}

/** The namespaces of add-ons, which are not installed here. */
async function ensureNamespaces(api: Api, things: readonly Thing[]): Promise<void> {
  const names = new Set(things.flatMap(({ metadata }) => metadata.namespace ?? []))
  const own = new Set(
    things.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name)
  )
  await forEach(
    [...names].filter(name => !own.has(name)),
    name => ensureNamespace(api, name)
  )
}

export async function ensureNamespace(api: Api, name: string): Promise<void> {
  const thing = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
  if (await api.get(thing)) return
  expectOk(await api.create(thing), thing)
}
