import { isFields } from '../../../charts/verify/value.ts'
import type { Identity } from '../../../scripts/prove/account.ts'
import { refusals, requestOf } from '../admission.ts'
import { nameOf, type Thing } from '../thing.ts'
import { addresses } from './addresses.ts'
import { bindings } from './bindings.ts'
import { disks } from './disks.ts'
import { doors } from './doors.ts'
import { endpoints } from './endpoints.ts'
import { experiments } from './experiments.ts'
import { managed } from './managed.ts'
import { mesh } from './mesh.ts'
import { names } from './names.ts'
import { namespaces } from './namespaces.ts'
import { pods } from './pods.ts'
import { profiles } from './profiles.ts'
import { queues } from './queues.ts'
import { reach } from './reach.ts'
import { routes } from './routes.ts'
import { scaling } from './scaling.ts'
import { services } from './services.ts'
import { templates } from './templates.ts'
import { tokens } from './tokens.ts'
import { type Change, earlier, type Try, thing } from './try.ts'
import { type Who, who } from './who.ts'

export const tries: readonly Try[] = [
  ...profiles,
  ...namespaces,
  ...managed,
  ...names,
  ...scaling,
  ...bindings,
  ...reach,
  ...tokens,
  ...doors,
  ...services,
  ...endpoints,
  ...routes,
  ...addresses,
  ...pods,
  ...mesh,
  ...templates,
  ...disks,
  ...experiments,
  ...queues
]

export function triers({ by }: Try): readonly Who[] {
  return Object.keys(by) as Who[] // the keys are these names
}

/** The part of a cluster that guards can see. */
export interface Guarded {
  readonly policies: readonly Thing[]
  /** All namespaces, and the objects to be changed. */
  readonly there: readonly Thing[]
}

/** Evaluates the guards here instead of on an API server. */
export function answersOf(each: Try, { policies, there }: Guarded): Record<string, boolean> {
  const [before, after] = change(each.change, there)
  const part = partOf(each.change)
  const namespaces = Object.fromEntries(
    [...there, earlier]
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ metadata }) => [metadata.name, metadata.labels ?? {}])
  )
  const answers = triers(each).map(name => {
    const identity: Identity = who[name]
    const decide = () => identity.groups.includes('system:masters')
    const world = { namespaces, decide, action: 'Deny' } as const
    const request = { ...requestOf(identity, before, after), part }
    return [name, refusals(policies, request, world).length === 0]
  })
  return Object.fromEntries(answers)
}

/** The subresource that a change is sent to. */
export function partOf(wish: Change): '' | 'scale' | 'token' {
  if ('scale' in wish) return 'scale'
  return 'token' in wish ? 'token' : ''
}

function change(wish: Change, there: readonly Thing[]): [Thing | null, Thing | null] {
  if ('make' in wish) return [null, wish.make]
  if ('token' in wish) return [null, wish.token]
  const before = 'from' in wish ? wish.from : there.find(each => nameOf(each) === nameOf(wish.of))
  if (!before) throw new Error('what is to be changed is not there')
  if ('scale' in wish) return [scaleOf(before, 1), scaleOf(before, wish.scale)]
  return [before, wish.patch && (merged(before, wish.patch) as Thing)]
}

/** How the server shows the number of pods, with the group of what is scaled and without its labels. */
function scaleOf({ apiVersion, kind, metadata }: Thing, replicas: number): Thing {
  const { name, namespace } = metadata
  return { ...thing(`${apiVersion} ${kind} ${namespace}/${name}`), spec: { replicas } }
}

/** A merge patch (RFC 7386). */
function merged(value: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch
  const own = isFields(value) ? value : {}
  const changed = Object.entries(patch).map(([key, inner]) => [key, merged(own[key], inner)])
  const all = { ...own, ...Object.fromEntries(changed) }
  return Object.fromEntries(Object.entries(all).filter(([, inner]) => inner !== null))
}
