import type { IAuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy'

type Spec = NonNullable<IAuthorizationPolicy['spec']>

/** Who is let in, to what, and when. */
export type AccessRule = NonNullable<Spec['rules']>[number]

/** What Istio calls a service account, by the certificate that its pods have. */
export function principal(namespace: string, account: string): string {
  return `cluster.local/ns/${namespace}/sa/${account}`
}
