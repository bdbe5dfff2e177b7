import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Kubectl, Seen } from './api-server.ts'
import { type Finding, fine, note, wrong } from './health.ts'
import { operators } from './operators.ts'

/** A cluster in files, and what they make on it. */
interface Site {
  readonly cluster: Cluster
  /** The kinds of objects in generated/, as `<group>/<version> <kind>`. */
  readonly kinds: ReadonlySet<string>
  readonly tenants: ReadonlySet<string>
}

/** What a cluster has of what its files need. */
export function onCluster(site: Site, api: Kubectl): Finding[] {
  return [
    server(api.version()),
    ...definitions(site, api),
    ...controllers(site, api),
    ...argocd(site, api),
    ...mesh(site, api),
    ...podIdentity(site, api),
    ...authentication(site, api),
    ...quotas(site, api),
    ...operators(site.cluster, site.tenants, api)
  ]
}

function server(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isNew = major > 1 || minor >= 30
  const help = 'upgrade it: the guards are ValidatingAdmissionPolicies, which 1.30 brought'
  return isNew ? fine(`Kubernetes ${version}`) : wrong(`Kubernetes ${version}`, help)
}

function definitions({ kinds }: Site, api: Kubectl): Finding[] {
  const served = new Set((api.all('customresourcedefinitions') ?? []).flatMap(servedBy))
  const missing = [...kinds].filter(kind => !served.has(kind))
  if (missing.length === 0) return [fine(`${kinds.size} kinds of objects are known`)]
  const help =
    'let the engine apply the components of the platform first, or install what serves it'
  return missing.map(kind => wrong(`the cluster does not know \`${kind}\``, help))
}

function servedBy({ spec }: Seen): string[] {
  const { group, names, versions } = (spec ?? {}) as {
    readonly group?: string
    readonly names?: { readonly kind: string }
    readonly versions?: readonly { readonly name: string; readonly served: boolean }[]
  }
  const isServed = versions?.filter(({ served }) => served) ?? []
  return isServed.map(({ name }) => `${group}/${name} ${names?.kind}`)
}

/** By namespace and name of its Deployment. */
function controllersOf({ cluster }: Site): string[] {
  const { flux, argocd } = cluster.gitops
  const { certificates, serving } = cluster.components
  return [
    'istio-system/istiod',
    'kubeflow/profiles-deployment',
    ...(certificates === 'managed'
      ? ['cert-manager/cert-manager', 'cert-manager/cert-manager-webhook']
      : []),
    ...(serving === 'managed' ? ['kubeflow/kserve-controller-manager'] : []),
    ...(flux ? ['flux-system/kustomize-controller', 'flux-system/source-controller'] : []),
    ...(argocd ? ['argocd/argocd-applicationset-controller', 'argocd/argocd-server'] : [])
  ]
}

function controllers(site: Site, api: Kubectl): Finding[] {
  const found = new Map((api.all('deployments') ?? []).map(each => [placeOf(each), each]))
  return controllersOf(site).map(name => {
    const ready = Number(found.get(name)?.status?.availableReplicas ?? 0)
    if (!found.has(name)) return wrong(`there is no Deployment \`${name}\``, 'install it')
    const [namespace, short] = name.split('/')
    const help = `see \`kubectl --namespace ${namespace} describe deployment ${short}\``
    return ready > 0 ? fine(`${name} runs`) : wrong(`${name} has no pod that is available`, help)
  })
}

const settings = [
  'application.sync.impersonation.enabled',
  'resource.customizations.health.kubeflow.org_Profile'
]

function argocd({ cluster }: Site, api: Kubectl): Finding[] {
  if (!cluster.gitops.argocd) return []
  const config = api.all('configmaps')?.find(each => placeOf(each) === 'argocd/argocd-cm')
  const missing = settings.filter(key => config?.data?.[key] === undefined)
  const help = 'write it as docs/argocd.md of Tenantry says'
  return missing.length === 0
    ? [fine('argocd-cm has its settings')]
    : missing.map(key => wrong(`argocd-cm has no \`${key}\``, help))
}

function mesh({ tenants }: Site, api: Kubectl): Finding[] {
  const own = ({ metadata: { name } }: Seen) => tenants.has(name)
  const bare = (api.all('namespaces') ?? [])
    .filter(own)
    .filter(({ metadata: { labels = {} } }) => labels['istio-injection'] !== 'enabled')
  const open = (api.all('peerauthentications.security.istio.io') ?? []).filter(({ spec }) => {
    const { mode } = (spec?.mtls ?? {}) as { readonly mode?: string }
    return mode === 'PERMISSIVE' || mode === 'DISABLE'
  })
  const label = 'let the engine apply its Namespace, and restart its pods'
  const strict = 'without mTLS nobody knows who calls: make it STRICT, or know why not'
  return [
    ...bare.map(({ metadata }) => wrong(`pods of \`${metadata.name}\` get no sidecar`, label)),
    ...open.map(each =>
      wrong(`PeerAuthentication \`${placeOf(each)}\` lets plain text in`, strict)
    ),
    ...(bare.length + open.length === 0
      ? [fine('sidecars are injected, and mTLS is not turned off')]
      : [])
  ]
}

function podIdentity({ cluster }: Site, api: Kubectl): Finding[] {
  if (cluster.aws.identity !== 'podIdentity') return []
  const there = (api.all('daemonsets') ?? []).some(
    each => placeOf(each) === 'kube-system/eks-pod-identity-agent'
  )
  const help = 'install the add-on `eks-pod-identity-agent`: without it no pod gets its AWS role'
  return [
    there ? fine('the Pod Identity agent is there') : wrong('there is no Pod Identity agent', help)
  ]
}

/** Only EKS itself knows the mode. */
function authentication({ cluster }: Site, api: Kubectl): Finding[] {
  if (!cluster.identity.kubectl) return []
  const old = api.all('configmaps')?.some(each => placeOf(each) === 'kube-system/aws-auth')
  const help =
    'see `aws eks describe-cluster --query cluster.accessConfig.authenticationMode`: ' +
    'access entries need API or API_AND_CONFIG_MAP'
  return [
    old
      ? note('kube-system/aws-auth is there, the older way in', help)
      : fine('there is no aws-auth')
  ]
}

function quotas({ tenants }: Site, api: Kubectl): Finding[] {
  const own = (api.all('resourcequotas') ?? []).filter(({ metadata: { namespace = '' } }) => {
    return tenants.has(namespace)
  })
  const full = own.flatMap(quota => {
    const { hard = {}, used = {} } = (quota.status ?? {}) as Readonly<
      Record<string, Readonly<Record<string, string>>>
    >
    const equal = Object.keys(hard).filter(name => hard[name] !== '0' && hard[name] === used[name])
    return equal.map(name => note(`\`${placeOf(quota)}\` is used up: ${name} ${hard[name]}`, raise))
  })
  return full.length > 0 ? full : [fine(`no quota of ${own.length} is used up`)]
}

const raise = 'raise `quota` in its file, or remove what is not needed'

function placeOf({ metadata: { namespace, name } }: Seen): string {
  return namespace === undefined ? name : `${namespace}/${name}`
}
