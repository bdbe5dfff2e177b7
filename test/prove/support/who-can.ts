import type { Answer } from '../../../scripts/access/answer.ts'
import { rightsIn, rightsToDo } from '../../../scripts/access/answers.ts'
import { compile } from '../../../src/compile.ts'
import { readTree } from '../../../src/files/disk.ts'
import type { Model } from '../../../src/model/model.ts'
import { ask, identityOf, type Wish } from './access.ts'
import type { Api } from './api.ts'
import { forEach } from './crowd.ts'
import type { World } from './world.ts'

/** What a person could wish to do, at each of Kubeflow's and of Kubernetes' own resources, and to its parts. */
const wishes: readonly Wish[] = [
  'list pods',
  'create pods',
  'create pods/exec',
  'get pods/log',
  'get secrets',
  'list secrets',
  'update configmaps',
  'delete persistentvolumeclaims',
  'patch serviceaccounts',
  'impersonate serviceaccounts',
  'create serviceaccounts/token',
  'update resourcequotas',
  'delete limitranges',
  'update namespaces',
  'create rolebindings.rbac.authorization.k8s.io',
  'list rolebindings.rbac.authorization.k8s.io',
  'create roles.rbac.authorization.k8s.io',
  'escalate roles.rbac.authorization.k8s.io',
  'create deployments.apps',
  'patch deployments.apps/scale',
  'create jobs.batch',
  'deletecollection jobs.batch',
  'create networkpolicies.networking.k8s.io',
  'watch notebooks.kubeflow.org',
  'delete notebooks.kubeflow.org',
  'create poddefaults.kubeflow.org',
  'update notebooks.kubeflow.org/status',
  'terminate workflows.argoproj.io',
  'create workflows.argoproj.io',
  'create runs.pipelines.kubeflow.org',
  'readArtifact runs.pipelines.kubeflow.org',
  'create experiments.kubeflow.org',
  'list inferenceservices.serving.kserve.io',
  'create inferenceservices.serving.kserve.io',
  'delete authorizationpolicies.security.istio.io',
  'create virtualservices.networking.istio.io',
  'get virtualservices.networking.istio.io'
]

type Place = Pick<World, 'api' | 'cluster' | 'repository'>

/** Where `access who-can` and the server say another thing about somebody, in each tenant and in both directions. */
export async function disagreements(
  { api, cluster, repository }: Place,
  outsiders: readonly string[]
): Promise<string[]> {
  const model = modelOf(repository, cluster)
  const tenants = [...new Set(model.tenants.map(({ name }) => name))]
  const known = tenants.flatMap(tenant => namesIn(rightsIn(model, tenant)))
  const all = [...new Set([...known, ...outsiders])]
  const found: string[] = []
  for (const namespace of tenants) {
    for (const wish of wishes) {
      const [verb = '', resource = ''] = wish.split(' ')
      // A resource or verb that no role knows is one that nobody may use.
      const said = new Set(namesIn(rightsToDo(model, { verb, resource, tenant: namespace })))
      const may = new Set(await allowed(api, all, { namespace, wish }))
      const wrong = all.filter(name => said.has(name) !== may.has(name))
      found.push(
        ...wrong.map(name => `${name} may${may.has(name) ? '' : ' not'} ${wish} in ${namespace}`)
      )
    }
  }
  return found
}

function modelOf(repository: string, cluster: string): Model {
  const today = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length)
  const context = { today, touched: new Set<string>(), clusters: [cluster] }
  const { model } = compile(readTree(repository), context)
  if (model) return model
  throw new Error('the example does not compile')
}

function namesIn(answer: Answer): string[] {
  return 'rights' in answer ? answer.rights.map(({ who }) => who.name) : []
}

async function allowed(
  api: Api,
  names: readonly string[],
  about: { readonly namespace: string; readonly wish: Wish }
): Promise<string[]> {
  const answers = await forEach(names, name => ask(api, identityOf(name), about))
  return names.filter((_, at) => answers[at])
}
