import type { Cluster } from '../../../src/cluster/cluster.ts'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import type { Manifest } from '../../objects/manifest.ts'
import type { Edit } from '../component.ts'
import { namespace, variables } from '../kubeflow-namespace.ts'

/** The header that identifies a person. */
export function header({ release, header, prefix }: Cluster): Manifest[] {
  const { server, ui, header: headerName, prefix: prefixName } = releaseOf(release).pipelines
  const values = { [headerName]: header, [prefixName]: prefix }
  return [variables(server, values), variables(ui, values)]
}

/** A request without this header is authenticated by its token, so clients must not be able to set it. */
export function edits({ release, header }: Cluster): Edit[] {
  const { pipelines, header: usual } = releaseOf(release)
  if (header === usual) return []
  return pipelines.headerPlaces.map(({ policy, path }) => ({
    kind: 'AuthorizationPolicy',
    namespace,
    name: policy,
    path,
    from: `request.headers[${usual}]`,
    to: `request.headers[${header}]`
  }))
}
