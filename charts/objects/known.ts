import type { ISidecar } from '@kubernetes-models/istio/networking.istio.io/v1beta1/Sidecar'
import type { IVirtualService } from '@kubernetes-models/istio/networking.istio.io/v1beta1/VirtualService'
import type { IAuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy'
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment'
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap'
import type { ILimitRange } from 'kubernetes-models/v1/LimitRange'
import type { INamespace } from 'kubernetes-models/v1/Namespace'
import type { IPersistentVolume } from 'kubernetes-models/v1/PersistentVolume'
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim'
import type { IService } from 'kubernetes-models/v1/Service'
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount'
import type { PodIdentityAssociation, Role, User } from './ack.ts'
import type { ExternalSecret, SecretStore } from './external-secrets.ts'
import type { PodDefault, Profile } from './kubeflow-objects.ts'
import type { LocalQueue } from './kueue.ts'

/** The metadata of every object. */
export interface Meta {
  readonly name: string
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

/** The kinds a tenant is made of, except bindings. The types reject fields that a kind does not have. */
export type Known = Kind & { readonly metadata: Meta }

type Kind =
  | IAuthorizationPolicy
  | IConfigMap
  | IDeployment
  | ILimitRange
  | INamespace
  | INetworkPolicy
  | IPersistentVolume
  | IPersistentVolumeClaim
  | IService
  | IServiceAccount
  | Newer<ISidecar>
  | Newer<IVirtualService>
  | ExternalSecret
  | LocalQueue
  | PodDefault
  | PodIdentityAssociation
  | Profile
  | Role
  | SecretStore
  | User

/** Istio published types only for an older version that has the same fields. */
type Newer<T> = Omit<T, 'apiVersion'> & { readonly apiVersion: 'networking.istio.io/v1' }

/** A rule of an AuthorizationPolicy: who may call what, and when. */
export type AccessRule = NonNullable<NonNullable<IAuthorizationPolicy['spec']>['rules']>[number]
