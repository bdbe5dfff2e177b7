import type { Cluster } from '../../../src/cluster/cluster.ts'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import type { Manifest } from '../../objects/manifest.ts'
import { namespace } from '../kubeflow-namespace.ts'

/**
 * Steps of pipelines are outside the mesh and must reach the server of metadata. Of the pods inside it,
 * only Kubeflow's own must.
 */
export function metadata({ release, pipelines }: Cluster): Manifest[] {
  if (pipelines.metadata === 'off') return []
  const { api, authorization: name, port } = releaseOf(release).pipelines.metadata
  const to = [{ operation: { ports: [String(port)] } }]
  return [
    {
      apiVersion: api,
      kind: 'AuthorizationPolicy',
      metadata: { name, namespace },
      spec: {
        rules: [
          { from: [{ source: { namespaces: [namespace] } }], to },
          { from: [{ source: { notPrincipals: ['*'] } }], to }
        ]
      }
    }
  ]
}
