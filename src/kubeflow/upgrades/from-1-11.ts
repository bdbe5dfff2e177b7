import { partOf, type Upgrade } from './way.ts'

const moved = (name: string, namespace: string, now = name) =>
  [`NetworkPolicy kubeflow/${name}`, `NetworkPolicy ${namespace}/${now}`] as const

/** 1.11 has the policies of all namespaces in one, where they close none of the others. */
const policies = [
  moved('cert-manager-webhook', 'cert-manager'),
  moved('jobset-webhook', 'kubeflow-system'),
  moved('trainer-webhook', 'kubeflow-system'),
  ...[
    'auth',
    'cert-manager',
    'istio-system',
    'knative-serving',
    'kubeflow-system',
    'oauth2-proxy'
  ].map(namespace => moved(`default-allow-same-namespace-${namespace}`, namespace))
]

export const from1n11: Upgrade = {
  from: '1.11',
  to: '26.03',
  parts: [
    partOf('network', {
      gone: { ...Object.fromEntries(policies), 'NetworkPolicy kubeflow/minio': null }
    }),
    partOf('certificates', {
      gone: {
        'RoleBinding cert-manager/cert-manager-cert-manager-tokenrequest':
          'RoleBinding cert-manager/cert-manager-tokenrequest'
      },
      downtime: ['webhooks keep their certificates while cert-manager restarts']
    }),
    partOf('mesh', {
      downtime: [
        'the gateways restart: open connections of people to notebooks end, and browsers connect again'
      ]
    }),
    partOf('pipelines', {
      gone: { 'Service kubeflow/minio-service': 'Service kubeflow/seaweedfs' },
      tenants: [
        'with `env: default`, code that names the store `minio-service.kubeflow:9000` has to name `seaweedfs.kubeflow:9000`',
        'with `env: aws`, `credentials: static` is no longer needed: remove it in a change of its own, after this one'
      ],
      downtime: [
        'runs that are under way go on; none starts, and no page of pipelines answers, until the server is back'
      ]
    }),
    partOf('serving', {
      tenants: ['members may also see and edit `LLMInferenceService`, which this release brings'],
      downtime: [
        'models that are running go on; none starts or changes while the controllers restart'
      ]
    })
  ]
}
