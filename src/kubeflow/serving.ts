import type { Columns } from './versions.ts'

/** What serves models, and what its parts are called and read. */
export interface ServingNames {
  /** KServe's ConfigMap, and the key and fields of the text on ways in. */
  readonly config: string
  readonly key: string
  readonly ways: Readonly<Record<string, string | boolean>>
  /** Knative's ConfigMap of domains. */
  readonly domains: { readonly namespace: string; readonly name: string }
  /** The settings of the page of models. */
  readonly page: string
  readonly pageKeys: Readonly<Record<'header' | 'prefix', string>>
  /** The gateway inside the cluster, by the label `app` of its pods. */
  readonly gateway: string
  /** Whoever may call what starts a model that sleeps; and where its numbers are. */
  readonly activator: {
    readonly api: string
    readonly namespace: string
    readonly policy: string
    readonly metrics: string
  }
}

export const serving: Columns<ServingNames> = {
  '26.03': {
    config: 'inferenceservice-config',
    key: 'ingress',
    ways: {
      enableGatewayApi: false,
      kserveIngressGateway: 'kserve/kserve-ingress-gateway',
      ingressGateway: 'kubeflow/kubeflow-gateway',
      localGateway: 'knative-serving/knative-local-gateway',
      localGatewayService: 'knative-local-gateway.istio-system.svc.cluster.local',
      ingressClassName: 'istio',
      domainTemplate: '{{ .Name }}-{{ .Namespace }}.{{ .IngressDomain }}',
      disableIstioVirtualHost: false,
      disableIngressCreation: false
    },
    domains: { namespace: 'knative-serving', name: 'config-domain' },
    page: 'kserve-models-web-app-config',
    pageKeys: { header: 'USERID_HEADER', prefix: 'USERID_PREFIX' },
    gateway: 'cluster-local-gateway',
    activator: {
      api: 'security.istio.io/v1beta1',
      namespace: 'knative-serving',
      policy: 'activator-service',
      metrics: '9090'
    }
  }
}
