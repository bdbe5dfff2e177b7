import { list } from '../../overlay/thing.ts'
import type { Api } from '../support/api.ts'
import { namespace } from '../support/questions.ts'
import { bindingTo, change, email, type Hands, inside, letIn, make, user } from './hands.ts'

/** What `drift --format json` prints. */
export interface Drift {
  readonly findings: readonly Finding[]
  readonly changes: string
}

interface Finding {
  readonly tenant: string
  readonly risk: string
  readonly message: string
}

export const role = 'arn:aws:iam::444455556666:role/spare'

/** What people make by hand once git has everything, each in a tenant of its own. */
export async function again(hands: Hands): Promise<void> {
  const { admin } = hands
  const group = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'robots' }
  const selector = { matchLabels: { extra: 'true' } }
  await letIn(hands, 'ada', { person: email('zoe') })
  const things = [
    bindingTo('ben/by-hand', 'kubeflow-view', user(email('kim'))),
    bindingTo('cleo/robots', 'kubeflow-edit', group),
    inside('dora', '/ResourceQuota more', { spec: { hard: { pods: '40' } } }),
    inside('emil', 'kubeflow.org/v1alpha1/PodDefault extra', { spec: { desc: 'extra', selector } })
  ]
  for (const thing of things) await make(admin, thing)
  await change(admin, namespace('finn'), { metadata: { labels: { team: 'loans' } } })
  const account = inside('gina', '/ServiceAccount default-editor')
  await change(admin, account, {
    metadata: { annotations: { 'eks.amazonaws.com/role-arn': role } }
  })
}

/** What `drift` must say of that, and nothing else. */
export const said: readonly string[] = [
  'ada: `zoe@example.com` has role `edit`',
  'ben: `kim@example.com` has role `view`',
  'cleo: RoleBinding `robots`',
  'dora: ResourceQuota `more`',
  'emil: PodDefault `extra`',
  'finn: label `team: loans`',
  `gina: ServiceAccount \`default-editor\` has AWS role \`${role}\``
]

export function lines({ findings }: Drift): string[] {
  return findings.map(({ tenant, message }) => `${tenant}: ${message}`).sort()
}

const rbac = 'rbac.authorization.k8s.io/v1'
const versions: Readonly<Record<string, string>> = {
  AuthorizationPolicy: 'security.istio.io/v1',
  LimitRange: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PodDefault: 'kubeflow.org/v1alpha1',
  ResourceQuota: 'v1',
  RoleBinding: rbac
}

/** What docs/lifecycle.md has platform admins add to commands for what is guarded. */
const engine = {
  user: 'system:serviceaccount:flux-system:tenantry-namespace',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:flux-system', 'system:authenticated']
}

/** Does by hand what a finding says: deletes what is not in git. */
export async function tidy(api: Api, { tenant, risk, message }: Finding): Promise<void> {
  const [, kind = '', name = ''] = /^(?:(\w+) )?`([^`]+)`/.exec(message) ?? []
  if (risk === 'people') return dismiss(api, tenant, name)
  if (kind === 'ServiceAccount') {
    const annotations = { 'eks.amazonaws.com/role-arn': null }
    return change(api.as(engine), inside(tenant, `/ServiceAccount ${name}`), {
      metadata: { annotations }
    })
  }
  const apiVersion = versions[kind]
  if (apiVersion === undefined) throw new Error(`nobody knows what to do about ${message}`)
  await api.remove({ apiVersion, kind, metadata: { namespace: tenant, name } })
}

/** Their bindings, and the policies of the same names. */
async function dismiss(api: Api, tenant: string, person: string): Promise<void> {
  const all = await api.list({
    apiVersion: rbac,
    kind: 'RoleBinding',
    metadata: { namespace: tenant }
  })
  const own = all.filter(({ subjects }) => list(subjects).some(({ name }) => name === person))
  for (const binding of own) {
    await api.remove(binding)
    await api.remove({
      ...binding,
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy'
    })
  }
}
