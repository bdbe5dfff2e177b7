import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Database } from '../../src/cluster/pipelines.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'
import { namespace, variables } from './kubeflow-namespace.ts'
import { platformSecret } from './secret-reference.ts'

/** Katib: its database where that of pipelines is. */
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

/** Told only where it is not what the UI takes for granted: to it, an empty prefix is one. */
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
