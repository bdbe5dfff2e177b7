import { isDeepStrictEqual } from 'node:util'
import { load } from 'js-yaml'
import { at, type Fields, list, type Thing } from '../../overlay/thing.ts'
import { canonical } from './amount.ts'
import { type Api, expectOk, type Ref } from './api.ts'

const gateway = 'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account'
const pipelines = 'cluster.local/ns/kubeflow/sa/ml-pipeline-ui'
const notebooks = 'cluster.local/ns/kubeflow/sa/notebook-controller-service-account'
const rbac = 'rbac.authorization.k8s.io'
const finalizer = 'profile-finalizer'
const manager = 'manager'

/**
 * Imitates Kubeflow's profile controller towards the API server: what it adopts, silently refuses,
 * creates and writes back. It uses the controller's own account.
 */
export function startProfiles(api: Api): () => void {
  const busy = new Map<string, Promise<void>>()
  const wake = (name: string) => {
    // One reconcile at a time per Profile, like its work queue.
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
      // Mostly a write conflict. Other errors wait for the next change, as in the real controller.
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

/** Creates the namespace, or adopts it if its annotation names the owner. */
async function adopted(api: Api, { metadata, spec }: Thing): Promise<boolean> {
  const ref = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: metadata.name } }
  const owner = String(at(spec, 'owner', 'name') ?? '')
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

/** The labels that the platform configured for every namespace. */
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

/** What the controller is reconciling. */
interface Desk {
  readonly api: Api
  readonly profile: Thing
}

/** Creates an object, or restores the fields that the controller compares. */
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
  const owner = String(at(profile.spec, 'owner', 'name') ?? '')
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
  const owner = (at(profile.spec, 'owner') ?? {}) as Fields
  const annotations = { user: String(owner.name ?? ''), role: 'admin' }
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

/** With `annotateOnly`, the controller only annotates the service account. */
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

/** Writes the whole Profile back as Go serializes it, with the controller's finalizer. */
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

/** Owner references delete what the controller created, including the namespace if it created that. */
async function release(api: Api, profile: Thing): Promise<void> {
  const finalizers = finalizersOf(profile).filter(each => each !== finalizer)
  if (finalizers.length === finalizersOf(profile).length) return
  const metadata = { ...profile.metadata, finalizers }
  expectOk(await api.replace({ ...profile, metadata } as Thing), profile)
}
