import { isFields } from '../../charts/verify/value.ts'
import { type Identity, serviceAccount } from '../../scripts/prove/account.ts'
import { refusals, requestOf } from './admission.ts'
import { type Fields, nameOf, type Thing } from './thing.ts'

export const who = {
  bootstrap: serviceAccount('flux-system', 'tenantry-bootstrap'),
  narrow: serviceAccount('flux-system', 'tenantry-namespace'),
  profiles: serviceAccount('kubeflow', 'profiles-controller-service-account'),
  collector: serviceAccount('kube-system', 'generic-garbage-collector'),
  emptier: serviceAccount('kube-system', 'namespace-controller'),
  owner: { user: 'alice@example.com', groups: ['system:authenticated'] },
  operator: { user: 'operator', groups: ['system:masters'] },
  robot: { ...serviceAccount('ci', 'robot'), groups: ['system:masters'] }
} as const satisfies Record<string, Identity>
type Who = keyof typeof who

const rbac = 'rbac.authorization.k8s.io'
const profile = thing('kubeflow.org/v1', 'Profile', { name: 'fraud' })
const binding = thing(`${rbac}/v1`, 'RoleBinding', { name: 'namespaceAdmin', namespace: 'fraud' })
const namespace = thing('v1', 'Namespace', { name: 'default' })

function thing(apiVersion: string, kind: string, metadata: Thing['metadata']): Thing {
  return { apiVersion, kind, metadata }
}

function grant(annotations: Readonly<Record<string, string>>): Thing {
  const metadata = { name: 'try', namespace: 'fraud', annotations }
  return {
    ...thing(`${rbac}/v1`, 'RoleBinding', metadata),
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'kubeflow-view' },
    subjects: [{ apiGroup: rbac, kind: 'User', name: 'mallory@example.com' }]
  }
}

const listed = grant({ user: 'mallory@example.com', role: 'view' })
const unlisted = grant({})
const door = {
  ...thing('networking.k8s.io/v1', 'NetworkPolicy', { name: 'try', namespace: 'fraud' }),
  spec: { podSelector: {} }
}
const other = {
  ...thing('kubeflow.org/v1', 'Profile', { name: 'other' }),
  spec: { owner: { apiGroup: rbac, kind: 'User', name: 'mallory@example.com' } }
}
const home = thing('v1', 'Namespace', { name: 'other' })
const taken = { metadata: { labels: { 'tenantry.dev/tenant': 'default' } } }

/** A creation, a deletion, or a merge patch. */
type Change = { readonly make: Thing } | { readonly of: Thing; readonly patch: Fields | null }

/** An attempt, and which of some people the guards should let pass. */
export interface Try {
  readonly what: string
  readonly by: Readonly<Partial<Record<Who, boolean>>>
  readonly change: Change
}

export const tries: readonly Try[] = [
  {
    what: 'make a Profile',
    by: { bootstrap: true, operator: false, profiles: false, robot: false },
    change: { make: other }
  },
  {
    what: 'remove a Profile',
    by: { bootstrap: true, operator: false, profiles: false, robot: false },
    change: { of: profile, patch: null }
  },
  {
    what: 'change the owner of a Profile',
    by: { bootstrap: true, operator: false, profiles: false },
    change: { of: profile, patch: { spec: { owner: { name: 'mallory@example.com' } } } }
  },
  {
    what: 'change another field of a Profile',
    by: { bootstrap: true, profiles: true, operator: false },
    change: {
      of: profile,
      patch: { metadata: { finalizers: ['profile-finalizer', 'example.com/other'] } }
    }
  },
  {
    what: 'make a namespace',
    by: { bootstrap: true, operator: true, profiles: false },
    change: { make: home }
  },
  {
    what: 'make a tenant of a namespace that is there',
    by: { bootstrap: false, operator: true, robot: false },
    change: { of: namespace, patch: taken }
  },
  {
    what: 'change what is ours',
    by: { narrow: true, profiles: true, owner: false, operator: false },
    change: { of: binding, patch: { metadata: { annotations: { role: 'view' } } } }
  },
  {
    what: 'remove what is ours',
    by: { narrow: true, collector: true, emptier: true, owner: false, operator: false },
    change: { of: binding, patch: null }
  },
  {
    what: 'grant as the dashboard lists it',
    by: { narrow: true, owner: false, operator: false, profiles: false },
    change: { make: listed }
  },
  {
    what: 'grant otherwise',
    by: { narrow: true, owner: true, operator: true },
    change: { make: unlisted }
  },
  {
    what: 'open the network',
    by: { narrow: true, operator: false, robot: false },
    change: { make: door }
  }
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
  const namespaces = Object.fromEntries(
    there
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ metadata }) => [metadata.name, metadata.labels ?? {}])
  )
  const answers = triers(each).map(name => {
    const identity: Identity = who[name]
    const decide = () => identity.groups.includes('system:masters')
    const world = { namespaces, decide, action: 'Deny' } as const
    return [name, refusals(policies, requestOf(identity, before, after), world).length === 0]
  })
  return Object.fromEntries(answers)
}

function change(wish: Change, there: readonly Thing[]): [Thing | null, Thing | null] {
  if ('make' in wish) return [null, wish.make]
  const before = there.find(thing => nameOf(thing) === nameOf(wish.of))
  if (!before) throw new Error(`there is no ${nameOf(wish.of)}`)
  return [before, wish.patch && (merged(before, wish.patch) as Thing)]
}

/** A merge patch (RFC 7386) that removes nothing. */
function merged(value: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch
  const own = isFields(value) ? value : {}
  const changed = Object.entries(patch).map(([key, inner]) => [key, merged(own[key], inner)])
  return { ...own, ...Object.fromEntries(changed) }
}
