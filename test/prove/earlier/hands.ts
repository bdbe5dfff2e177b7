import { at, type Thing } from '../../overlay/thing.ts'
import { type Api, expectOk, type Ref } from '../support/api.ts'
import { namespace, profile } from '../support/questions.ts'
import { until } from '../support/wait.ts'

/** Those who worked on the cluster: its administrators, and Kubeflow, whose two programs share an account. */
export interface Hands {
  readonly admin: Api
  readonly kubeflow: Api
}

type Words = Readonly<Record<string, string>>

const rbac = 'rbac.authorization.k8s.io'
const gateway = 'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account'
const pipelines = 'cluster.local/ns/kubeflow/sa/ml-pipeline-ui'

export const email = (person: string) => `${person}@example.com`

export const user = (name: string) => ({ apiGroup: rbac, kind: 'User', name })

export function inside(place: string, kind: string, rest: object = {}): Thing {
  const [version = '', name = ''] = kind.split(' ')
  const { metadata, ...fields } = rest as { readonly metadata?: object }
  const [apiVersion, short] = version.startsWith('/') ? ['v1', version.slice(1)] : split(version)
  return { apiVersion, kind: short, metadata: { name, namespace: place, ...metadata }, ...fields }
}

function split(version: string): readonly [string, string] {
  const end = version.lastIndexOf('/')
  return [version.slice(0, end), version.slice(end + 1)]
}

export async function make(api: Api, thing: Thing): Promise<void> {
  expectOk(await api.create(thing), thing)
}

export async function change(api: Api, ref: Ref, patch: object): Promise<void> {
  expectOk(await api.merge(ref, patch), ref)
}

export interface Wish {
  /** Nobody if it is `null`. */
  readonly owner?: object | null
  readonly hard?: Words
  readonly plugins?: readonly object[]
}

/** Somebody makes a Profile, and the profile controller does its part. */
export async function register({ admin }: Hands, name: string, wish: Wish = {}): Promise<void> {
  const { owner = { kind: 'User', name: email(name) }, hard = {}, plugins = [] } = wish
  const spec = { ...(owner && { owner }), plugins, resourceQuotaSpec: { hard } }
  await make(admin, { ...profile(name), metadata: { name }, spec })
}

/** Waits until the profile controller has taken these. */
export async function taken({ admin }: Hands, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await until(
      async () => {
        const there = await admin.get(profile(name))
        return at(there, 'metadata', 'finalizers') === undefined ? undefined : true
      },
      () => `the controller does not take ${name}`
    )
  }
}

/** What Kubeflow's access management makes when an owner lets somebody in by the UI. */
export async function letIn(
  { kubeflow }: Hands,
  place: string,
  { person, role = 'edit' }: { readonly person: string; readonly role?: string }
): Promise<void> {
  const name = nameFor(person, role)
  const metadata = { annotations: { user: person, role } }
  await make(
    kubeflow,
    inside(place, `${rbac}/v1/RoleBinding ${name}`, {
      metadata,
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: `kubeflow-${role}` },
      subjects: [user(person)]
    })
  )
  await make(kubeflow, doorFor(`${place}/${name}`, person))
}

export function nameFor(person: string, role: string): string {
  return `user-${person}-clusterrole-${role}`.replace(/[^a-zA-Z0-9]+/g, '-').toLowerCase()
}

/** A policy by which somebody opens notebooks; Kubeflow writes the older version of the kind. */
export function doorFor(
  where: string,
  person: string,
  principals: readonly string[] = [gateway, pipelines]
): Thing {
  const [place = '', name = ''] = where.split('/')
  const when = [{ key: 'request.headers[kubeflow-userid]', values: [person] }]
  return inside(place, `security.istio.io/v1beta1/AuthorizationPolicy ${name}`, {
    spec: { rules: [{ from: [{ source: { principals } }], when }] }
  })
}

export const artifactsOnly = [pipelines]

/** A binding by kubectl, to a ClusterRole of this name or to `Role/<name>`. */
export function bindingTo(where: string, role: string, subject: object): Thing {
  const [place = '', name = ''] = where.split('/')
  const [kind, of = role] = role.startsWith('Role/') ? role.split('/') : ['ClusterRole', role]
  const roleRef = { apiGroup: rbac, kind, name: of }
  return inside(place, `${rbac}/v1/RoleBinding ${name}`, { roleRef, subjects: [subject] })
}

export function bindingIn(place: string, name: string): Ref {
  return { apiVersion: `${rbac}/v1`, kind: 'RoleBinding', metadata: { namespace: place, name } }
}

/** Takes away what the profile controller would delete a namespace by. */
export async function unlink({ admin }: Hands, place: string): Promise<void> {
  await change(admin, namespace(place), { metadata: { ownerReferences: null } })
}
