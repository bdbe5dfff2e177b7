import type { Cluster } from '../../src/cluster/cluster.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import { dump } from '../../src/yaml/dump.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'
import { readOnly } from './dashboard.ts'
import { texts } from './kubeflow-namespace.ts'

/**
 * The profile controller and its API, through which the dashboard would change what git defines. The
 * controller gets no AWS role, because each tenant's roles already name who may assume them.
 */
export const profiles: Component = {
  name: 'profiles',
  after: ['roles'],
  upstream: true,
  values: (cluster, { admins }) => {
    const { selector, ...api } = releaseOf(cluster.release).profiles
    return {
      ...plain,
      patches: [settings(cluster, admins), labels(cluster)],
      objects: [readOnly(cluster, { ...api, policy: 'closed-profiles', selector })]
    }
  }
}

function settings({ release, header, prefix }: Cluster, admins: readonly string[]): Manifest {
  const { config, keys } = releaseOf(release).profiles
  return texts(config, {
    [keys.admins]: admins.join(','),
    [keys.header]: header,
    [keys.prefix]: prefix
  })
}

/** The controller adds these labels to namespaces that lack them, so they must match those of tenants. */
function labels({ release, pipelines }: Cluster): Manifest {
  const { profiles, namespaceLabels } = releaseOf(release)
  const text = dump([
    {
      ...namespaceLabels,
      'pipelines.kubeflow.org/enabled': String(pipelines.env === 'default'),
      'pod-security.kubernetes.io/enforce': 'baseline'
    }
  ])
  return texts(profiles.labels, { [profiles.labelsFile]: `${text}\n` })
}
