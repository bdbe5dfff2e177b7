import type { Columns } from './versions.ts'

/** The names and settings of everything that serves models. */
export interface ServingNames {
  /** KServe's ConfigMap, with the key and fields of its ingress configuration. */
  readonly config: string
  readonly key: string
  readonly ways: Readonly<Record<string, string | boolean>> &
    Readonly<Record<'ingressGateway' | 'localGateway' | 'localGatewayService', string>>
  /** Knative's ConfigMap of domains. */
  readonly domains: { readonly namespace: string; readonly name: string }
  /**
   * Knative's ConfigMap of the network, with the setting that lets anybody claim any host, and the one
   * that says whether pods are called through their Services only.
   */
  readonly network: Readonly<Record<'name' | 'claims' | 'mesh', string>>
  /** The settings of the web app for models. */
  readonly page: string
  readonly pageKeys: Readonly<Record<'header' | 'prefix', string>>
  /** The ports of a model's pods that take calls, of HTTP/1 and HTTP/2. */
  readonly ports: readonly string[]
  /** The gateway inside the cluster, by the `app` label of its pods. */
  readonly gateway: string
  /** The accounts of the controllers. */
  readonly accounts: Readonly<Record<'knative' | 'kserve', string>>
  /** The activator, which starts idle models: the label of its pods, its policy, the port of its metrics. */
  readonly activator: {
    readonly app: string
    readonly api: string
    readonly namespace: string
    readonly policy: string
    readonly metrics: string
  }
}

const first: ServingNames = {
  config: 'inferenceservice-config',
  key: 'ingress',
  ways: {
    enableGatewayApi: false,
    kserveIngressGateway: 'kserve/kserve-ingress-gateway',
    ingressGateway: 'kubeflow/kubeflow-gateway',
    localGateway: 'knative-serving/knative-local-gateway',
    localGatewayService: 'knative-local-gateway.istio-system.svc.cluster.local',
    ingressClassName: 'istio',
    domainTemplate: '{{ .Name }}--{{ .Namespace }}.{{ .IngressDomain }}',
    disableIstioVirtualHost: false,
    disableIngressCreation: true
  },
  domains: { namespace: 'knative-serving', name: 'config-domain' },
  network: {
    name: 'config-network',
    claims: 'autocreate-cluster-domain-claims',
    mesh: 'mesh-compatibility-mode'
  },
  page: 'kserve-models-web-app-config',
  pageKeys: { header: 'USERID_HEADER', prefix: 'USERID_PREFIX' },
  ports: ['8012', '8013'],
  gateway: 'cluster-local-gateway',
  accounts: {
    knative: 'system:serviceaccount:knative-serving:controller',
    kserve: 'system:serviceaccount:kubeflow:kserve-controller-manager'
  },
  activator: {
    app: 'activator',
    api: 'security.istio.io/v1beta1',
    namespace: 'knative-serving',
    policy: 'activator-service',
    metrics: '9090'
  }
}

export const serving: Columns<ServingNames> = {
  '1.11': first,
  '26.03': first,
  '26.03.1': { ...first, page: 'kserve-models-web-application-config' }
}
