import type { Thing } from '../../overlay/thing.ts'
import { at, list } from '../../overlay/thing.ts'
import { type Api, expectOk } from './api.ts'
import { until } from './wait.ts'
import type { World } from './world.ts'

const apiVersion = 'kustomize.toolkit.fluxcd.io/v1'
const home = 'flux-system'

/** The state of a Kustomization. */
export interface State {
  readonly ready: boolean
  readonly reason: string
  readonly message: string
}

/** Applies what `flux bootstrap` would, pointed at the compiled folder. */
export async function bootstrap(world: World): Promise<void> {
  for (const thing of syncOf(world)) expectOk(await world.api.create(thing), thing)
}

/** No pods run here, so components are reported to Flux as healthy, and it retries sooner. */
export function syncOf({ cluster, source }: World): Thing[] {
  const repository = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: home, namespace: home },
    spec: { interval: '1h', url: source.url, ref: { branch: 'main' } }
  }
  const patches = [
    patch('tenantry.dev/phase=platform', { suspend: true }),
    patch('tenantry.dev/phase!=platform', { timeout: '15s', retryInterval: '5s' })
  ]
  const entry = {
    apiVersion,
    kind: 'Kustomization',
    metadata: { name: home, namespace: home },
    spec: {
      interval: '1h',
      retryInterval: '5s',
      path: `./kustomize/clusters/${cluster}`,
      prune: true,
      wait: false,
      sourceRef: { kind: 'GitRepository', name: home },
      patches
    }
  }
  return [repository, entry]
}

function patch(labelSelector: string, spec: object): object {
  const target = { kind: 'Kustomization', labelSelector }
  const body = { apiVersion, kind: 'Kustomization', metadata: { name: 'any' }, spec }
  return { target, patch: JSON.stringify(body) }
}

/** Waits until Flux is done with a commit in every Kustomization: ready, or failed where that is expected. */
export function settled(
  { api, plane }: World,
  commit: string,
  failing: readonly string[] = []
): Promise<Map<string, State>> {
  const isDone = (one: Thing) => {
    const { ready, reason } = stateOf(one)
    const seen = String(at(one, 'status', 'lastAttemptedRevision')).endsWith(commit)
    const waits = reason === 'DependencyNotReady' && failing.length > 1
    if (failing.includes(one.metadata.name))
      return !ready && (waits || (seen && reason !== 'Progressing'))
    return seen && ready && at(one, 'status', 'observedGeneration') === generationOf(one)
  }
  const active = async () => (await kustomizations(api)).filter(one => !isSuspended(one))
  return until(
    async () => {
      plane.check()
      await bless(api, (await kustomizations(api)).filter(isSuspended))
      const all = await active()
      return all.length > 1 && all.every(isDone) ? statesOf(all) : undefined
    },
    async () => JSON.stringify([...statesOf(await active())], undefined, 1)
  )
}

function statesOf(all: readonly Thing[]): Map<string, State> {
  return new Map(all.map(one => [one.metadata.name, stateOf(one)]))
}

function generationOf({ metadata }: Thing): number {
  return (metadata as unknown as { generation: number }).generation
}

export function kustomizations(api: Api): Promise<Thing[]> {
  return api.list({ apiVersion, kind: 'Kustomization', metadata: { namespace: home } })
}

function isSuspended({ spec }: Thing): boolean {
  return spec?.suspend === true
}

/** Reports a component as healthy, as Flux would once its pods run. */
async function bless(api: Api, components: readonly Thing[]): Promise<void> {
  for (const one of components.filter(({ status }) => at(status, 'inventory') === undefined)) {
    const observedGeneration = generationOf(one)
    const lastTransitionTime = '2026-01-01T00:00:00Z'
    const ready = { type: 'Ready', status: 'True', reason: 'ReconciliationSucceeded', message: '' }
    const conditions = [{ ...ready, observedGeneration, lastTransitionTime }]
    const status = { observedGeneration, inventory: { entries: [] }, conditions }
    expectOk(await api.merge(one, { status }, '/status'), one)
  }
}

function readyOf({ status }: Thing) {
  return list(status, 'conditions').find(({ type }) => type === 'Ready') ?? {}
}

function stateOf(one: Thing): State {
  const { status, reason, message } = readyOf(one)
  return { ready: status === 'True', reason: String(reason), message: String(message) }
}
