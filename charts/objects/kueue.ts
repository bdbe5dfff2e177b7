/** The fields that we use; Kueue publishes no TypeScript types for its kinds. */
export interface LocalQueue {
  readonly apiVersion: 'kueue.x-k8s.io/v1beta1' | 'kueue.x-k8s.io/v1beta2'
  readonly kind: 'LocalQueue'
  readonly spec: {
    /** Cannot be changed. */
    readonly clusterQueue: string
    /** With `Hold`, what was let in goes on, and nothing else is. */
    readonly stopPolicy?: 'Hold'
  }
}
