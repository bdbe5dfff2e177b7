import { list, type Thing } from '../overlay/thing.ts'
import type { Api } from './api.ts'

/** What KFAM tells the dashboard of who is in a namespace, or how it fails for everybody. */
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
