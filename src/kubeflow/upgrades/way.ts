import type { ComponentName } from '../components.ts'
import type { Version } from '../versions.ts'

/** The way from one release to the next. */
export interface Upgrade {
  readonly from: Version
  readonly to: Version
  /** In the order in which components are applied. */
  readonly parts: readonly UpgradePart[]
}

/** What is known of one component. Objects are called `Deployment kubeflow/dashboard`. */
export interface UpgradePart {
  readonly component: ComponentName
  /** The objects that go, each with the one that comes in its place; `null` without one. */
  readonly gone: Readonly<Record<string, string | null>>
  /** The objects that have to be deleted and made anew, because a field of theirs cannot change. */
  readonly anew: readonly Anew[]
  /** The webhooks that go, after whose server nothing may be left of them. */
  readonly webhooks: readonly Webhook[]
  /** Sentences about what changes for tenants. */
  readonly tenants: readonly string[]
  /** Sentences about what does not work for a while. */
  readonly downtime: readonly string[]
}

interface Anew {
  readonly object: string
  readonly field: string
}

interface Webhook {
  readonly object: string
  /** What the API server refuses while it is there and its server is gone. */
  readonly blocks: string
}

/** A component of which nothing is known but what is given. */
export function partOf(component: ComponentName, known: Partial<UpgradePart>): UpgradePart {
  return { component, gone: {}, anew: [], webhooks: [], tenants: [], downtime: [], ...known }
}

/** Objects of several kinds in Kubeflow's namespace, or in none, that get another name. */
export function renamed(kinds: string, from: string, to: string): Readonly<Record<string, string>> {
  const pairs = kinds.split(' ').map(kind => {
    const place = kind.startsWith('Cluster') || kind.startsWith('Mutating') ? '' : 'kubeflow/'
    return [`${kind} ${place}${from}`, `${kind} ${place}${to}`] as const
  })
  return Object.fromEntries(pairs)
}
