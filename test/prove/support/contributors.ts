import { at, list, type Thing } from '../../overlay/thing.ts'
import type { Api } from './api.ts'
import { until } from './wait.ts'
import type { World } from './world.ts'

/** KFAM's address, which cannot be configured. */
const address = 'http://127.0.0.1:8081/kfam/v1/bindings'

/** The same answer from the real KFAM, which this starts. */
export async function askKfam(program: string, { plane }: World, namespace: string) {
  const settings = ['-userid-header', 'kubeflow-userid', '-userid-prefix', '']
  const stop = plane.start(program, 'profiles', settings)
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
  return (await api.list(ref)).filter(isListed).map(binding => {
    const [subject, ...more] = list(binding.subjects)
    if (!subject || more.length > 0)
      throw new Error(`${binding.metadata.name} breaks the dashboard`)
    return `${subject.name} ${binding.metadata.annotations?.role}`
  })
}

function isListed({ metadata: { annotations = {} } }: Thing): boolean {
  return 'user' in annotations && 'role' in annotations
}
