import { at, list, type Thing } from '../../overlay/thing.ts'
import { type Api, expectOk, type Ref } from '../support/api.ts'
import { until } from '../support/wait.ts'
import type { World } from '../support/world.ts'
import { home } from './argocd-install.ts'

/** What Argo CD says of an Application. */
export interface Told {
  readonly sync: string
  readonly health: string
  readonly revision: string
  /** Of the last sync: its phase and message, and what it says of single objects. */
  readonly phase: string
  readonly message: string
  readonly conditions: readonly string[]
}

export function application(name: string): Ref {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: home }
  }
}

const skipped = 'argocd.argoproj.io/skip-reconcile'

/** The Applications that Argo CD works on: the first, and those of tenants. */
async function active(api: Api): Promise<Thing[]> {
  const all = await api.list(application(''))
  return all.filter(({ metadata }) => !metadata.annotations?.[skipped])
}

/** What is made of nodes takes a quarter of an hour, so it is left as the base has it. */
export async function leaveComponents(api: Api): Promise<void> {
  const all = await api.list(application(''))
  const components = all.filter(({ metadata }) => metadata.name.startsWith('platform-'))
  for (const one of components) await annotate(api, one, { [skipped]: 'true' })
}

async function annotate(api: Api, ref: Ref, annotations: object): Promise<void> {
  expectOk(await api.merge(ref, { metadata: { annotations } }), ref)
}

/** Confirms that what the Application would delete may go, as `argocd app confirm-deletion` does. */
export function confirmDeletion(api: Api, name: string): Promise<void> {
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z')
  return annotate(api, application(name), { 'argocd.argoproj.io/deletion-approved': now })
}

function toldOf({ status }: Thing): Told {
  return {
    sync: String(at(status, 'sync', 'status')),
    health: String(at(status, 'health', 'status')),
    revision: String(at(status, 'sync', 'revision')),
    phase: String(at(status, 'operationState', 'phase')),
    message: messageOf(status),
    conditions: list(status, 'conditions').map(({ type, message }) => `${type}: ${message}`)
  }
}

function messageOf(status: Thing['status']): string {
  const results = list(status, 'operationState', 'syncResult', 'resources')
  const refused = results.filter(each => each.status !== 'Synced')
  return [
    String(at(status, 'operationState', 'message')),
    ...refused.map(({ kind, name, message }) => `${kind}/${name}: ${message}`)
  ].join('\n')
}

/** Whether an Application is as it should be. */
export type Test = (told: Told) => boolean

const synced: Test = ({ sync, phase }) => sync === 'Synced' && phase === 'Succeeded'

/**
 * Waits until Argo CD has done with a commit in every Application; those that are named, as the test says. It
 * looks again now and then, as it does by itself every two minutes.
 */
export function reconciled(
  { api, plane }: World,
  commit: string,
  other: Readonly<Record<string, Test>> = {}
): Promise<Map<string, Told>> {
  const isDone = ({ metadata: { name }, ...one }: Thing) => {
    const told = toldOf(one as Thing)
    return other[name]?.(told) ?? (told.revision === commit && synced(told))
  }
  let asked = 0
  const again = async (all: readonly Thing[]) => {
    if (Date.now() - asked < 10_000) return
    asked = Date.now()
    const late = all.filter(one => !isDone(one))
    for (const one of late) await annotate(api, one, { 'argocd.argoproj.io/refresh': 'normal' })
  }
  const seconds = 240
  return until(
    async () => {
      plane.check()
      const all = await active(api)
      if (all.length > 1 && all.every(isDone)) return statesOf(all)
      await again(all)
      return undefined
    },
    async () => JSON.stringify([...statesOf(await active(api))], undefined, 1),
    seconds
  )
}

function statesOf(all: readonly Thing[]): Map<string, Told> {
  return new Map(all.map(one => [one.metadata.name, toldOf(one)]))
}
