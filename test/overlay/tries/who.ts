import { type Identity, serviceAccount } from '../../../scripts/prove/account.ts'

/** Some who try. */
export const who = {
  bootstrap: serviceAccount('flux-system', 'tenantry-bootstrap'),
  narrow: serviceAccount('flux-system', 'tenantry-namespace'),
  profiles: serviceAccount('kubeflow', 'profiles-controller-service-account'),
  collector: serviceAccount('kube-system', 'generic-garbage-collector'),
  emptier: serviceAccount('kube-system', 'namespace-controller'),
  jobs: serviceAccount('kube-system', 'job-controller'),
  replicas: serviceAccount('kube-system', 'replicaset-controller'),
  sets: serviceAccount('kube-system', 'statefulset-controller'),
  deployments: serviceAccount('kube-system', 'deployment-controller'),
  runner: serviceAccount('kubeflow', 'argo'),
  secrets: serviceAccount('external-secrets', 'external-secrets'),
  owner: { user: 'alice@example.com', groups: ['system:authenticated'] },
  /** What notebooks run as, with Kubeflow's role `kubeflow-edit` in its tenant. */
  editor: serviceAccount('fraud', 'default-editor'),
  knative: serviceAccount('knative-serving', 'controller'),
  kserve: serviceAccount('kubeflow', 'kserve-controller-manager'),
  notebooks: serviceAccount('kubeflow', 'notebook-controller-service-account'),
  /** Makes whatever a trial of a tenant names. */
  katib: serviceAccount('kubeflow', 'katib-controller'),
  /** Makes the drivers of Spark. */
  spark: serviceAccount('kubeflow', 'spark-operator-controller'),
  /** Writes the addresses of a Service's pods. */
  addresser: serviceAccount('kube-system', 'endpoint-controller'),
  operator: { user: 'operator', groups: ['system:masters'] },
  robot: { ...serviceAccount('ci', 'robot'), groups: ['system:masters'] }
} as const satisfies Record<string, Identity>

export type Who = keyof typeof who
