import type { Columns } from './versions.ts'

/** The names and settings of the profile controller and of the API that runs in the same pod. */
export interface ProfilesNames {
  /** The ConfigMap of both, and its keys. */
  readonly config: string
  readonly keys: Readonly<Record<'admins' | 'header' | 'prefix', string>>
  /** The ConfigMap with the labels that the controller puts on namespaces, and its file. */
  readonly labels: string
  readonly labelsFile: string
  /** The service account of the pod, and so of both. */
  readonly account: string
  /** In the same namespace as the account. */
  readonly deployment: string
  /** The labels of the pod. */
  readonly selector: Readonly<Record<string, string>>
  /** The port of the API. */
  readonly port: number
  /** The path of the request that creates a Profile. */
  readonly registration: string
  /** The AuthorizationPolicy that it makes in every tenant, for the owner and for pods inside. */
  readonly ownersPolicy: string
}

const first: ProfilesNames = {
  config: 'profiles-config',
  keys: { admins: 'ADMIN', header: 'USERID_HEADER', prefix: 'USERID_PREFIX' },
  labels: 'namespace-labels-data',
  labelsFile: 'namespace-labels.yaml',
  account: 'system:serviceaccount:kubeflow:profiles-controller-service-account',
  deployment: 'profiles-deployment',
  selector: { 'kustomize.component': 'profiles' },
  port: 8081,
  registration: '/kfam/v1/profiles',
  ownersPolicy: 'ns-owner-access-istio'
}

export const profiles: Columns<ProfilesNames> = {
  '1.11': first,
  '26.03': first,
  '26.03.1': {
    ...first,
    labels: 'profiles-namespace-labels-data',
    selector: {
      app: 'profile-controller',
      'app.kubernetes.io/component': 'controller-manager',
      'app.kubernetes.io/name': 'profile-controller'
    }
  }
}
