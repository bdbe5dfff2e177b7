import type { Operation } from './dashboard.ts'
import type { Columns } from './versions.ts'

/** What the profile controller, and the API beside it in one Pod, are called and read. */
export interface ProfilesNames {
  /** The ConfigMap of both, and its keys. */
  readonly config: string
  readonly keys: Readonly<Record<'admins' | 'header' | 'prefix', string>>
  /** The ConfigMap of the labels that the controller puts on namespaces, and its file. */
  readonly labels: string
  readonly labelsFile: string
  /** The account of the Pod, and so of both. */
  readonly account: string
  /** Its namespace is the account's. */
  readonly deployment: string
  /** Of the Pod. */
  readonly selector: Readonly<Record<string, string>>
  readonly registration: readonly Operation[]
  readonly changes: readonly Operation[]
}

export const profiles: Columns<ProfilesNames> = {
  '26.03': {
    config: 'profiles-config',
    keys: { admins: 'ADMIN', header: 'USERID_HEADER', prefix: 'USERID_PREFIX' },
    labels: 'namespace-labels-data',
    labelsFile: 'namespace-labels.yaml',
    account: 'system:serviceaccount:kubeflow:profiles-controller-service-account',
    deployment: 'profiles-deployment',
    selector: { 'kustomize.component': 'profiles' },
    registration: [{ methods: ['POST'], paths: ['/kfam/v1/profiles'] }],
    changes: [
      { methods: ['DELETE'], paths: ['/kfam/v1/profiles/*'] },
      { methods: ['POST', 'DELETE'], paths: ['/kfam/v1/bindings'] }
    ]
  }
}
