import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Database } from '../../src/cluster/pipelines.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'
import { namespace, variables } from './kubeflow-namespace.ts'
import { platformSecret } from './secret-reference.ts'

/** Katib shares the database server of pipelines. */
export const katib: Component = {
  name: 'katib',
  after: ['roles', 'secrets'],
  upstream: true,
  values: cluster => {
    const { database } = cluster.pipelines
    const { secret } = releaseOf(cluster.release).katib
    const env = database ? 'katib/env/aws' : 'katib/env/default'
    const values = { ...plain, overlays: ['aggregated', env], patches: header(cluster) }
    if (!database) return values
    const keys = { username: 'username', password: 'password' }
    return {
      ...values,
      patches: [...values.patches, manager(cluster, database)],
      objects: platformSecret(cluster, { name: secret, namespace, path: database.secret, keys })
    }
  }
}

function manager({ release }: Cluster, database: Database): Manifest {
  const { manager, database: names, secret } = releaseOf(release).katib
  const of = (key: string) => ({ secretKeyRef: { name: secret, key } })
  return variables(manager, {
    [names.host]: database.host,
    [names.port]: database.port,
    [names.name]: database.names.katib,
    [names.user]: of('username'),
    [names.password]: of('password')
  })
}

/**
 * Set only where it differs from the UI's default, because the UI does not treat an empty prefix as
 * unset.
 */
function header({ release, header, prefix }: Cluster): Manifest[] {
  const { header: usual, katib } = releaseOf(release)
  if (header === usual && prefix === '') return []
  return [
    variables(katib.ui, {
      [katib.header]: header,
      ...(prefix !== '' && { [katib.prefix]: prefix })
    })
  ]
}
