import type { Columns } from './versions.ts'

/** The versions of the programs that a release of Kubeflow brings. */
type Brought = Readonly<Record<keyof typeof programs, string>>

/** Each program, and the Deployment whose image has its version. */
export const programs = {
  Istio: 'istio-system/istiod',
  'cert-manager': 'cert-manager/cert-manager',
  Dex: 'auth/dex',
  'OAuth2 Proxy': 'oauth2-proxy/oauth2-proxy',
  'Profile controller': 'kubeflow/profiles-deployment',
  'Notebook controller': 'kubeflow/notebook-controller-deployment',
  Pipelines: 'kubeflow/ml-pipeline',
  'Argo Workflows': 'kubeflow/workflow-controller',
  Katib: 'kubeflow/katib-controller',
  KServe: 'kubeflow/kserve-controller-manager',
  Trainer: 'kubeflow-system/kubeflow-trainer-controller-manager',
  JobSet: 'kubeflow-system/jobset-controller-manager',
  'Spark operator': 'kubeflow/spark-operator-controller'
} as const

const v26n03: Brought = {
  Istio: '1.28.0',
  'cert-manager': '1.19.4',
  Dex: '2.45.0',
  'OAuth2 Proxy': '7.14.3',
  'Profile controller': '1.10.0',
  'Notebook controller': '1.10.0',
  Pipelines: '2.16.0',
  'Argo Workflows': '3.7.3',
  Katib: '0.19.0',
  KServe: '0.16.0',
  Trainer: '2.1.0',
  JobSet: '0.10.1',
  'Spark operator': '2.5.0'
}

export const brought: Columns<Brought> = {
  '1.11': {
    ...v26n03,
    'cert-manager': '1.16.1',
    Dex: '2.44.0',
    'OAuth2 Proxy': '7.13.0',
    Pipelines: '2.15.0',
    KServe: '0.15.2',
    'Spark operator': '2.4.0'
  },
  '26.03': v26n03,
  '26.03.1': {
    ...v26n03,
    Istio: '1.30.1',
    'cert-manager': '1.20.2',
    Dex: '2.45.1',
    'OAuth2 Proxy': '7.15.2',
    'Profile controller': '2.0.0',
    'Notebook controller': '1.11.0',
    Pipelines: '2.16.1',
    KServe: '0.18.0',
    Trainer: '2.2.0',
    JobSet: '0.11.0'
  }
}
