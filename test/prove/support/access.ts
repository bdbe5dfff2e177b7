import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Identity, serviceAccount } from '../../../scripts/prove/account.ts'
import { at } from '../../overlay/thing.ts'
import { asked } from '../table/tally.ts'
import { type Api, expectOk } from './api.ts'
import { forEach } from './crowd.ts'
import { tenantsOf } from './objects.ts'

/** A line of an access table. */
export interface Row {
  readonly who: string
  readonly role: string
  /** Through what the access was given. */
  readonly way: string
}

/** Who has which role in which namespace, according to the committed tables; callers of models have none. */
export function rowsOf(repository: string, cluster: string): Map<string, readonly Row[]> {
  const read = (path: string) => {
    const [, ...lines] = readFileSync(join(repository, 'generated', cluster, path), 'utf8')
      .trim()
      .split('\n')
    return lines
      .map(line => line.split(','))
      .map(([who = '', role = '', way = '']) => ({ who, role, way }))
      .filter(({ role }) => role !== '')
  }
  const everywhere = read('platform/access.csv')
  return new Map(
    tenantsOf(repository, cluster).map(tenant => [
      tenant,
      [...read(`tenants/${tenant}/access.csv`), ...everywhere]
    ])
  )
}

/** `alice@example.com`, or `fraud/default-editor`. */
export function identityOf(who: string): Identity {
  const [namespace = '', name] = who.split('/')
  if (name === undefined) return { user: who, groups: ['system:authenticated'] }
  const { user, groups } = serviceAccount(namespace, name)
  return { user, groups: [...groups, 'system:authenticated'] }
}

/** An action, such as `create pods/exec` or `list notebooks.kubeflow.org`. */
export type Wish = string

/** The actions to ask the server about: what people do, and what would let them escalate. */
const wishes: readonly Wish[] = [
  'list pods',
  'create pods',
  'delete pods',
  'get pods/log',
  'create pods/exec',
  'create pods/portforward',
  'get secrets',
  'list secrets',
  'create secrets',
  'delete secrets',
  'get configmaps',
  'update configmaps',
  'get persistentvolumeclaims',
  'create persistentvolumeclaims',
  'delete persistentvolumeclaims',
  'get serviceaccounts',
  'patch serviceaccounts',
  'impersonate serviceaccounts',
  'create serviceaccounts/token',
  'list resourcequotas',
  'update resourcequotas',
  'delete limitranges',
  'list rolebindings.rbac.authorization.k8s.io',
  'create rolebindings.rbac.authorization.k8s.io',
  'delete rolebindings.rbac.authorization.k8s.io',
  'create roles.rbac.authorization.k8s.io',
  'escalate roles.rbac.authorization.k8s.io',
  'get deployments.apps',
  'create deployments.apps',
  'create jobs.batch',
  'create networkpolicies.networking.k8s.io',
  'create ingresses.networking.k8s.io',
  'list notebooks.kubeflow.org',
  'create notebooks.kubeflow.org',
  'delete notebooks.kubeflow.org',
  'list poddefaults.kubeflow.org',
  'create poddefaults.kubeflow.org',
  'list workflows.argoproj.io',
  'create workflows.argoproj.io',
  'list runs.pipelines.kubeflow.org',
  'create runs.pipelines.kubeflow.org',
  'list experiments.kubeflow.org',
  'create experiments.kubeflow.org',
  'list inferenceservices.serving.kserve.io',
  'create inferenceservices.serving.kserve.io',
  'create authorizationpolicies.security.istio.io',
  'delete authorizationpolicies.security.istio.io',
  'create virtualservices.networking.istio.io',
  'update profiles.kubeflow.org',
  'get namespaces',
  'delete namespaces',
  'patch namespaces'
]

/** Which actions the server allows somebody in a namespace; an empty one means all namespaces. */
export async function granted(
  api: Api,
  who: Identity,
  { namespace, asked = wishes }: { readonly namespace: string; readonly asked?: readonly Wish[] }
): Promise<readonly Wish[]> {
  const answers = await forEach(asked, wish => ask(api, who, { namespace, wish }))
  return asked.filter((_, index) => answers[index])
}

export async function ask(
  api: Api,
  { user, groups }: Identity,
  { namespace, wish }: { readonly namespace: string; readonly wish: Wish }
): Promise<boolean> {
  const [verb = '', target = ''] = wish.split(' ')
  const [, resource, subresource, group = ''] =
    /^([a-z]+)(?:\/([a-z]+))?(?:\.(.+))?$/.exec(target) ?? []
  const review = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    metadata: { name: '' },
    spec: {
      user,
      groups,
      resourceAttributes: { verb, group, resource, namespace, ...(subresource && { subresource }) }
    }
  }
  const { status } = expectOk(await api.create(review), review)
  asked()
  return at(status, 'allowed') === true
}
