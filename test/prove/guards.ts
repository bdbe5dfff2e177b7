import { expect, test } from 'vitest'
import { type Identity, serviceAccount } from '../../scripts/prove/account.ts'
import { at, list, type Thing } from '../overlay/thing.ts'
import type { Answer, Api, Ref, Wish } from './api.ts'
import { until } from './wait.ts'
import type { World } from './world.ts'

const who = {
  bootstrap: serviceAccount('flux-system', 'tenantry-bootstrap'),
  narrow: serviceAccount('flux-system', 'tenantry-namespace'),
  profiles: serviceAccount('kubeflow', 'profiles-controller-service-account'),
  collector: serviceAccount('kube-system', 'generic-garbage-collector'),
  emptier: serviceAccount('kube-system', 'namespace-controller'),
  owner: { user: 'alice@example.com', groups: ['system:authenticated'] },
  editor: serviceAccount('fraud', 'default-editor'),
  operator: { user: 'operator', groups: ['system:masters'] },
  robot: { ...serviceAccount('ci', 'robot'), groups: ['system:masters'] }
} as const satisfies Record<string, Identity>
type Who = keyof typeof who

const rbac = 'rbac.authorization.k8s.io'
const profile = thing('kubeflow.org/v1', 'Profile', { name: 'fraud' })
const binding = thing(`${rbac}/v1`, 'RoleBinding', { name: 'namespaceAdmin', namespace: 'fraud' })

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

type Try = readonly [
  what: string,
  by: Readonly<Partial<Record<Who, boolean>>>,
  ask: (api: Api) => Promise<Answer>
]

/** Each is tried for real by each, and changes nothing: whom a guard lets pass, whom it holds up. */
const tries: readonly Try[] = [
  [
    'make a Profile',
    { bootstrap: true, operator: false, profiles: false, robot: false },
    api => make(api, other)
  ],
  [
    'remove a Profile',
    { bootstrap: true, operator: false, profiles: false, robot: false },
    api => remove(api, profile)
  ],
  [
    'change the owner of a Profile',
    { bootstrap: true, operator: false, profiles: false },
    api => change(api, profile, { spec: { owner: { name: 'mallory@example.com' } } })
  ],
  [
    'change another field of a Profile',
    { bootstrap: true, profiles: true, operator: false },
    api =>
      change(api, profile, {
        metadata: { finalizers: ['profile-finalizer', 'example.com/other'] }
      })
  ],
  [
    'make a namespace',
    { bootstrap: true, operator: true, profiles: false },
    api => make(api, home)
  ],
  [
    'make a tenant of a namespace that is there',
    { bootstrap: false, operator: true, robot: false },
    api => change(api, thing('v1', 'Namespace', { name: 'default' }), taken)
  ],
  [
    'change what is ours',
    { narrow: true, profiles: true, owner: false, operator: false },
    api => change(api, binding, { metadata: { annotations: { role: 'view' } } })
  ],
  [
    'remove what is ours',
    { narrow: true, collector: true, emptier: true, owner: false, operator: false },
    api => remove(api, binding)
  ],
  [
    'grant as the dashboard lists it',
    { narrow: true, owner: false, operator: false, profiles: false },
    api => make(api, listed)
  ],
  ['grant otherwise', { narrow: true, owner: true, operator: true }, api => make(api, unlisted)],
  ['open the network', { narrow: true, operator: false, robot: false }, api => make(api, door)]
]

/** Judged as if it were done. */
function make(api: Api, ref: Thing): Promise<Answer> {
  const { namespace } = ref.metadata
  const place = namespace === undefined ? {} : { namespace }
  return dry(api, { ...ref, metadata: place }, { method: 'POST', body: ref })
}

function remove(api: Api, ref: Thing): Promise<Answer> {
  return dry(api, ref, { method: 'DELETE' })
}

function change(api: Api, ref: Thing, body: object): Promise<Answer> {
  return dry(api, ref, { method: 'PATCH', body, type: 'application/merge-patch+json' })
}

async function dry(
  api: Api,
  ref: Ref,
  wish: Pick<Wish, 'method' | 'body' | 'type'>
): Promise<Answer> {
  return api.send({ ...wish, path: `${await api.pathOf(ref)}?dryRun=All` })
}

/** How it ended: RBAC may say no as well, which proves nothing of a guard. */
function outcome({ status, body }: Answer): boolean | string {
  if (status < 300) return true
  const message = String(body.message)
  return /ValidatingAdmissionPolicy 'tenantry-[a-z]+'/.test(message)
    ? false
    : `${status} ${message}`
}

export function proveGuards(given: () => World): void {
  test('the server finds no fault with the expressions of the guards', async () => {
    const { api } = given()
    const ref = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: {}
    }
    const policies = await until(
      async () => {
        const all = (await api.list(ref)).filter(({ metadata }) =>
          metadata.name.startsWith('tenantry-')
        )
        return all.every(({ status }) => at(status, 'typeChecking') !== undefined) ? all : undefined
      },
      () => 'the expressions were not looked at'
    )
    expect(policies.length).toBeGreaterThan(4)
    expect(
      policies.flatMap(({ status }) => list(status, 'typeChecking', 'expressionWarnings'))
    ).toEqual([])
  })

  test.each(tries)('who may %s', async (_, by, tried) => {
    const names = Object.keys(by) as Who[] // as they are written above
    const answers = await Promise.all(
      names.map(async name => [name, outcome(await tried(given().api.as(who[name])))])
    )
    expect(Object.fromEntries(answers)).toEqual(by)
  })
}
