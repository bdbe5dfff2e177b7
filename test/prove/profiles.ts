import { isDeepStrictEqual } from 'node:util'
import { load } from 'js-yaml'
import { at, type Fields, list, type Thing } from '../overlay/thing.ts'
import { canonical } from './amount.ts'
import { type Api, expectOk, type Ref } from './api.ts'

const gateway = 'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account'
const pipelines = 'cluster.local/ns/kubeflow/sa/ml-pipeline-ui'
const notebooks = 'cluster.local/ns/kubeflow/sa/notebook-controller-service-account'
const rbac = 'rbac.authorization.k8s.io'
const finalizer = 'profile-finalizer'
const manager = 'manager'

/**
 * Kubeflow's profile controller, as far as the API server sees it: what it takes over and what it
 * refuses without a word, what it makes, and which fields it writes back. It asks under its own name.
 */
export function startProfiles(api: Api): () => void {
  const busy = new Map<string, Promise<void>>()
  const wake = (name: string) => {
    // One after the other for each Profile, as its queue has it.
    const next = (busy.get(name) ?? Promise.resolve()).then(() => retried(api, name))
    busy.set(name, next)
  }
  const own = { apiVersion: 'kubeflow.org/v1', kind: 'Profile' }
  const made: Ref[] = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: {} },
    { apiVersion: `${rbac}/v1`, kind: 'RoleBinding', metadata: {} },
    { apiVersion: 'security.istio.io/v1beta1', kind: 'AuthorizationPolicy', metadata: {} }
  ]
  const stops = [
    api.watch({ ...own, metadata: {} }, ({ metadata }) => wake(metadata.name)),
    ...made.map(ref => api.watch(ref, thing => ownerOf(thing) && wake(String(ownerOf(thing)))))
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

function ownerOf({ metadata }: Thing): unknown {
  const { ownerReferences } = metadata as { ownerReferences?: unknown }
  return list(ownerReferences).find(({ kind }) => kind === 'Profile')?.name
}

async function retried(api: Api, name: string): Promise<void> {
  for (const wait of [50, 200, 1_000, 3_000]) {
    try {
      return await reconcile(api, name)
    } catch {
      // Mostly somebody else was faster; what stays wrong waits for the next change, as there.
      await new Promise(resolve => setTimeout(resolve, wait))
    }
  }
}

async function reconcile(api: Api, name: string): Promise<void> {
  const profile = await api.get({
    apiVersion: 'kubeflow.org/v1',
    kind: 'Profile',
    metadata: { name }
  })
  if (!profile || !(await adopted(api, profile))) return
  if ('deletionTimestamp' in profile.metadata) return release(api, profile)
  const desk = { api, profile }
  await enter(desk)
  await grants(desk)
  await quota(desk)
  await plugins(api, profile)
  await writeBack(api, name)
}

/** Whether the namespace is the Profile's: it makes one, or it finds the owner's name there. */
async function adopted(api: Api, { metadata, spec }: Thing): Promise<boolean> {
  const ref = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: metadata.name } }
  const owner = String(at(spec, 'owner', 'name'))
  const there = await api.get(ref)
  const labels = await defaults(api)
  if (!there) {
    const wanted = { 'istio-injection': 'enabled', ...labels }
    const made = { ...ref.metadata, annotations: { owner }, labels: wanted }
    const ownerReferences = [referenceTo(metadata)]
    expectOk(
      await api.create({ ...ref, metadata: { ...made, ownerReferences } as Thing['metadata'] }),
      ref
    )
    return true
  }
  if (there.metadata.annotations?.owner !== owner) return false
  const missing = Object.entries(labels).filter(([key]) => !(key in (there.metadata.labels ?? {})))
  if (missing.length > 0) {
    expectOk(
      await api.merge(
        ref,
        { metadata: { labels: Object.fromEntries(missing) } },
        `?fieldManager=${manager}`
      ),
      ref
    )
  }
  return true
}

/** The labels that every namespace gets, as the platform configured them. */
async function defaults(api: Api): Promise<Record<string, string>> {
  const maps = await api.list({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { namespace: 'kubeflow' }
  })
  const map = maps.find(({ metadata }) => metadata.name.startsWith('namespace-labels-data'))
  return (load(map?.data?.['namespace-labels.yaml'] ?? '{}') ?? {}) as Record<string, string>
}

async function setting(api: Api, key: string): Promise<string> {
  const maps = await api.list({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { namespace: 'kubeflow' }
  })
  return maps.find(({ metadata }) => metadata.name.startsWith('profiles-config'))?.data?.[key] ?? ''
}

function referenceTo(metadata: Thing['metadata']): Fields {
  const { uid } = metadata as unknown as { uid: string }
  const flags = { blockOwnerDeletion: true, controller: true }
  return { apiVersion: 'kubeflow.org/v1', kind: 'Profile', name: metadata.name, uid, ...flags }
}

/** What it is at work on. */
interface Desk {
  readonly api: Api
  readonly profile: Thing
}

/** An object that it keeps: made if it is not there, and brought back in the fields that it looks at. */
async function keep(
  { api, profile }: Desk,
  wanted: Thing,
  fields: readonly string[]
): Promise<void> {
  const there = await api.get(wanted)
  if (!there) {
    const metadata = { ...wanted.metadata, ownerReferences: [referenceTo(profile.metadata)] }
    expectOk(await api.create({ ...wanted, metadata }), wanted)
    return
  }
  if (fields.every(field => isDeepStrictEqual(there[field], wanted[field]))) return
  const changed = Object.fromEntries(fields.map(field => [field, wanted[field]]))
  expectOk(await api.replace({ ...there, ...changed }), wanted)
}

async function enter(desk: Desk): Promise<void> {
  const { api, profile } = desk
  const [header, prefix] = [
    await setting(api, 'USERID_HEADER'),
    await setting(api, 'USERID_PREFIX')
  ]
  const { name } = profile.metadata
  const owner = String(at(profile.spec, 'owner', 'name'))
  const when = [{ key: `request.headers[${header}]`, values: [`${prefix}${owner}`] }]
  const rules = [
    { from: [{ source: { principals: [gateway, pipelines] } }], when },
    { when: [{ key: 'source.namespace', values: [name] }] },
    { to: [{ operation: { paths: ['/healthz', '/metrics', '/wait-for-drain'] } }] },
    {
      from: [{ source: { principals: [notebooks] } }],
      to: [{ operation: { methods: ['GET'], paths: ['*/api/kernels'] } }]
    }
  ]
  const policy = {
    apiVersion: 'security.istio.io/v1beta1',
    kind: 'AuthorizationPolicy',
    metadata: {
      name: 'ns-owner-access-istio',
      namespace: name,
      annotations: { user: owner, role: 'admin' }
    },
    spec: { rules }
  }
  await keep(desk, policy, ['spec'])
}

async function grants(desk: Desk): Promise<void> {
  const { profile } = desk
  const namespace = profile.metadata.name
  for (const [name, role] of [
    ['default-editor', 'kubeflow-edit'],
    ['default-viewer', 'kubeflow-view']
  ] as const) {
    await keep(
      desk,
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } },
      []
    )
    const subjects = [{ kind: 'ServiceAccount', name, namespace }]
    await bind(desk, { name, role, subjects })
  }
  const owner = at(profile.spec, 'owner') as Fields
  const annotations = { user: String(owner.name), role: 'admin' }
  await bind(desk, {
    name: 'namespaceAdmin',
    role: 'kubeflow-admin',
    subjects: [owner],
    annotations
  })
}

interface Grant {
  readonly name: string
  readonly role: string
  readonly subjects: readonly Fields[]
  readonly annotations?: Readonly<Record<string, string>>
}

function bind(desk: Desk, { name, role, subjects, annotations = {} }: Grant): Promise<void> {
  const metadata = { name, namespace: desk.profile.metadata.name, annotations }
  const roleRef = { apiGroup: rbac, kind: 'ClusterRole', name: role }
  const binding = { apiVersion: `${rbac}/v1`, kind: 'RoleBinding', metadata, roleRef, subjects }
  return keep(desk, binding, ['roleRef', 'subjects'])
}

async function quota(desk: Desk): Promise<void> {
  const { api, profile } = desk
  const hard = at(profile.spec, 'resourceQuotaSpec', 'hard') as Fields | undefined
  const metadata = { name: 'kf-resource-quota', namespace: profile.metadata.name }
  const wanted = {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata,
    spec: { hard: amounts(hard ?? {}) }
  }
  if (Object.keys(hard ?? {}).length > 0) return keep(desk, wanted, ['spec'])
  await api.remove(wanted)
}

function amounts(hard: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(hard).map(([key, value]) => [key, canonical(value)]))
}

/** With `annotateOnly` it tells the account its role, and nobody else. */
async function plugins(api: Api, { metadata, spec }: Thing): Promise<void> {
  for (const plugin of list(spec, 'plugins')) {
    const role = at(plugin.spec, 'awsIamRole')
    if (plugin.kind !== 'AwsIamForServiceAccount' || at(plugin.spec, 'annotateOnly') !== true)
      continue
    const account = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default-editor', namespace: metadata.name }
    }
    const annotations = { 'eks.amazonaws.com/role-arn': role }
    expectOk(
      await api.merge(account, { metadata: { annotations } }, `?fieldManager=${manager}`),
      account
    )
  }
}

/** Its whole Profile, as Go writes it, with the finalizer that says that it is responsible. */
async function writeBack(api: Api, name: string): Promise<void> {
  const ref = { apiVersion: 'kubeflow.org/v1', kind: 'Profile', metadata: { name } }
  const profile = await api.get(ref)
  if (!profile) return
  const finalizers = finalizersOf(profile)
  const { hard, ...rest } = (at(profile.spec, 'resourceQuotaSpec') ?? {}) as Fields
  const spec = {
    ...profile.spec,
    resourceQuotaSpec: { ...rest, ...(hard !== undefined && { hard: amounts(hard as Fields) }) }
  }
  const metadata = { ...profile.metadata, finalizers: [...new Set([...finalizers, finalizer])] }
  expectOk(await api.replace({ ...profile, metadata, spec }), ref)
}

function finalizersOf({ metadata }: Thing): string[] {
  return (metadata as { finalizers?: string[] }).finalizers ?? []
}

/** What it made goes by its owner references; the namespace too, if it made that. */
async function release(api: Api, profile: Thing): Promise<void> {
  const finalizers = finalizersOf(profile).filter(each => each !== finalizer)
  if (finalizers.length === finalizersOf(profile).length) return
  const metadata = { ...profile.metadata, finalizers }
  expectOk(await api.replace({ ...profile, metadata } as Thing), profile)
}
