import { at, list, type Thing } from '../../overlay/thing.ts'
import type { Api } from './api.ts'
import { until } from './wait.ts'
import type { World } from './world.ts'

/** KFAM's address, which cannot be configured. */
const address = 'http://127.0.0.1:8081/kfam/v1/bindings'

/** The same answer from the real KFAM, which this starts. */
export async function askKfam(program: string, { plane }: World, namespace: string) {
  const args = ['-userid-header', 'kubeflow-userid', '-userid-prefix', '']
  const stop = plane.start({ program, account: 'profiles', args })
  try {
    const ask = () => fetch(`${address}?namespace=${namespace}`).catch(() => undefined)
    const answer = await until(ask, () => 'KFAM does not answer')
    return listedIn(await answer.json())
  } finally {
    await stop()
  }
}

/** People and their roles in an answer of KFAM, which calls one field `RoleRef`. */
export function listedIn(answer: unknown): string[] {
  const bindings = list(answer, 'bindings')
  return bindings.map(each => `${at(each, 'user', 'name')} ${at(each, 'RoleRef', 'name')}`)
}

/** What KFAM tells the dashboard about a namespace's contributors, or the error that everybody would get. */
export async function contributors(api: Api, namespace: string): Promise<string[]> {
  const ref = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { namespace }
  }
  return listedIn(answerOf(await api.list(ref)))
}

/** KFAM's answer. It asks the annotations whether to list a binding, and the binding who has which role. */
export function answerOf(all: readonly Thing[]): object {
  const bindings = all.filter(isListed).map(({ metadata: { name, namespace }, ...binding }) => {
    const [subject, ...more] = list(binding.subjects)
    if (!subject || more.length > 0) throw new Error(`${name} breaks the dashboard`)
    const role = roles[String(at(binding.roleRef, 'name'))] ?? ''
    return {
      user: { kind: subject.kind, name: subject.name },
      referredNamespace: namespace,
      RoleRef: { kind: at(binding.roleRef, 'kind'), name: role }
    }
  })
  return { bindings }
}

/** By their names in Kubernetes, those of the dashboard; KFAM shows no name for another role. */
const roles: Readonly<Record<string, string>> = {
  'kubeflow-admin': 'admin',
  'kubeflow-edit': 'edit',
  'kubeflow-view': 'view'
}

function isListed({ metadata: { annotations = {} } }: Thing): boolean {
  return 'user' in annotations && 'role' in annotations
}
