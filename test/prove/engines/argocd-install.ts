import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load, loadAll } from 'js-yaml'
import { sourceOf } from '../../../scripts/prove/program.ts'
import type { Thing } from '../../overlay/thing.ts'
import { type Api, expectOk } from '../support/api.ts'
import { forEach } from '../support/crowd.ts'
import { ensureNamespace } from '../support/platform.ts'
import { until } from '../support/wait.ts'

export const home = 'argocd'

/** The folder of Argo CD's source. */
export function sourceOfArgocd(): string {
  return sourceOf('argocd', 'github.com/argoproj/argo-cd/v3')
}

/** What needs nodes; the programs run beside the cluster. */
const pods = ['Deployment', 'StatefulSet', 'Service', 'NetworkPolicy']

/** Applies Argo CD's own manifests with the settings that its page of the docs asks for. */
export async function installArgocd(api: Api, repository: string): Promise<void> {
  const text = readFileSync(join(sourceOfArgocd(), 'manifests/install.yaml'), 'utf8')
  const things = (loadAll(text) as Thing[]).filter(({ kind }) => !pods.includes(kind))
  await ensureNamespace(api, home)
  const [crds, rest] = [things.filter(isCrd), things.filter(thing => !isCrd(thing))]
  await forEach(crds, thing => apply(api, thing))
  await served(api, 'Application')
  await forEach(rest, thing => apply(api, placed(thing)))
  for (const thing of [settings(), secretOf(repository)])
    expectOk(await api.apply(thing, 'platform-team'), thing)
}

function isCrd({ kind }: Thing): boolean {
  return kind === 'CustomResourceDefinition'
}

async function apply(api: Api, thing: Thing): Promise<void> {
  expectOk(await api.apply(thing, 'installer'), thing)
}

async function served(api: Api, kind: string): Promise<void> {
  const ref = { apiVersion: 'argoproj.io/v1alpha1', kind, metadata: {} }
  await until(
    () => api.pathOf(ref).catch(() => undefined),
    () => `the server has no ${kind}`
  )
}

/** In the namespace that `kubectl --namespace` would name. */
function placed(thing: Thing): Thing {
  const isGlobal = thing.kind.startsWith('Cluster')
  return isGlobal ? thing : { ...thing, metadata: { ...thing.metadata, namespace: home } }
}

/** The block of YAML in docs/argocd.md. */
function settings(): Thing {
  const [, block = ''] = /```yaml\n(.*?)```/s.exec(readFileSync('docs/argocd.md', 'utf8')) ?? []
  const data = load(block) as Record<string, string>
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: placeOf('argocd-cm'), data }
}

function placeOf(name: string) {
  return { name, namespace: home }
}

/** What `argocd repo add` makes; nobody but the git server itself has signed its certificate. */
function secretOf(url: string): Thing {
  const labels = { 'argocd.argoproj.io/secret-type': 'repository' }
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { ...placeOf('repository'), labels },
    stringData: { type: 'git', url, insecure: 'true' }
  } as unknown as Thing // a Secret's own field
}
