import type { Cluster } from '../../src/cluster/cluster.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'

/** The Gateway that takes requests for the host of public models. */
export function publicGateway({ release }: Cluster) {
  return { name: 'public-models', namespace: releaseOf(release).auth.gateway.namespace }
}
