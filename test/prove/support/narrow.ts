import { expect, test } from 'vitest'
import { kinds } from '../../../charts/objects/kinds.ts'
import { serviceAccount } from '../../../scripts/prove/account.ts'
import { ask } from './access.ts'
import { forEach } from './crowd.ts'
import { tenantsOf } from './objects.ts'
import type { World } from './world.ts'

const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch']
const own = kinds.map(({ group, resource }) => (group === '' ? resource : `${resource}.${group}`))
const others = [
  'pods',
  'pods/exec',
  'secrets',
  'resourcequotas',
  'serviceaccounts/token',
  'roles.rbac.authorization.k8s.io',
  'statefulsets.apps',
  'jobs.batch',
  'ingresses.networking.k8s.io',
  'notebooks.kubeflow.org',
  'inferenceservices.serving.kserve.io',
  'requestauthentications.security.istio.io',
  'gateways.networking.istio.io'
]
const everywhere = [
  'create namespaces',
  'delete namespaces',
  'patch profiles.kubeflow.org',
  'delete persistentvolumes',
  'create clusterrolebindings.rbac.authorization.k8s.io',
  'patch clusterroles.rbac.authorization.k8s.io',
  'escalate clusterroles.rbac.authorization.k8s.io',
  'bind clusterroles.rbac.authorization.k8s.io',
  'impersonate users',
  'list secrets',
  'list configmaps',
  'patch kustomizations.kustomize.toolkit.fluxcd.io',
  'delete validatingadmissionpolicies.admissionregistration.k8s.io'
]
const foreign = ['kube-system', 'kubeflow', 'istio-system', 'flux-system', 'default', 'ci']

/** Tests the rights of the second phase by asking the server and by trying. */
export function proveNarrow(given: () => World): void {
  const identity = serviceAccount('flux-system', 'tenantry-namespace')
  const granted = async (namespace: string, wishes: readonly string[]) => {
    const answers = await forEach(wishes, wish => ask(given().api, identity, { namespace, wish }))
    return wishes.filter((_, index) => answers[index])
  }
  const all = (resources: readonly string[], which = verbs) =>
    resources.flatMap(resource => which.map(verb => `${verb} ${resource}`))

  test('the second phase may write only its kinds in tenants', async () => {
    for (const tenant of tenantsOf(given().repository, given().cluster)) {
      expect(await granted(tenant, all(own))).toEqual(all(own))
      expect(await granted(tenant, all(others))).toEqual([])
    }
  })

  test('the second phase may only read in other namespaces, as pruning needs', async () => {
    for (const namespace of foreign) {
      expect(await granted(namespace, all(own))).toEqual(all(own, ['get']))
      expect(await granted(namespace, all(others))).toEqual([])
    }
    expect(await granted('', everywhere)).toEqual([])
  })

  test("the second phase may grant only Kubeflow's roles", async () => {
    const [tenant = ''] = tenantsOf(given().repository, given().cluster)
    const apiGroup = 'rbac.authorization.k8s.io'
    const tries = [
      'kubeflow-view',
      'kubeflow-admin',
      'cluster-admin',
      'admin',
      'tenantry-namespace',
      'tenantry-bootstrap'
    ]
    const statuses = await forEach(tries, async name => {
      const path = `/apis/${apiGroup}/v1/namespaces/${tenant}/rolebindings?dryRun=All`
      const body = {
        apiVersion: `${apiGroup}/v1`,
        kind: 'RoleBinding',
        metadata: { name: 'try' },
        roleRef: { apiGroup, kind: 'ClusterRole', name },
        subjects: [{ apiGroup, kind: 'User', name: 'mallory@example.com' }]
      }
      const { status } = await given().api.as(identity).send({ method: 'POST', path, body })
      return [name, status] as const
    })
    expect(Object.fromEntries(statuses)).toEqual({
      'kubeflow-view': 201,
      'kubeflow-admin': 201,
      'cluster-admin': 403,
      admin: 403,
      // Kubernetes lets an account grant the rights that it has itself.
      'tenantry-namespace': 201,
      'tenantry-bootstrap': 403
    })
  })
}
