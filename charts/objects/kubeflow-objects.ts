import type { IEnvFromSource } from 'kubernetes-models/v1/EnvFromSource'
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar'
import type { IToleration } from 'kubernetes-models/v1/Toleration'
import type { IVolume } from 'kubernetes-models/v1/Volume'
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount'

/** The fields that we use; Kubeflow publishes no TypeScript types for its kinds. */
export interface Profile {
  readonly apiVersion: 'kubeflow.org/v1'
  readonly kind: 'Profile'
  readonly spec: {
    readonly owner: {
      readonly apiGroup: 'rbac.authorization.k8s.io'
      readonly kind: 'User'
      readonly name: string
    }
    readonly plugins?: readonly Plugin[]
    readonly resourceQuotaSpec: { readonly hard?: Readonly<Record<string, string>> }
  }
}

export interface Plugin {
  readonly kind: 'AwsIamForServiceAccount'
  readonly spec: { readonly awsIamRole: string; readonly annotateOnly: true }
}

export interface PodDefault {
  readonly apiVersion: 'kubeflow.org/v1alpha1'
  readonly kind: 'PodDefault'
  readonly spec: Injection & {
    readonly desc: string
    readonly selector: { readonly matchLabels: Readonly<Record<string, 'true'>> }
  }
}

/** What a PodDefault injects into pods. */
export interface Injection {
  readonly env?: readonly IEnvVar[]
  readonly envFrom?: readonly IEnvFromSource[]
  readonly volumes?: readonly IVolume[]
  readonly volumeMounts?: readonly IVolumeMount[]
  readonly tolerations?: readonly IToleration[]
  readonly serviceAccountName?: string
}
