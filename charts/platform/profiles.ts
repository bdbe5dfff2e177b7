import type { Cluster } from '../../src/cluster/cluster.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import { dump } from '../../src/yaml/dump.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'
import { refusal } from './dashboard.ts'
import { texts } from './kubeflow-namespace.ts'

/**
 * The profile controller, and the API beside it by which the dashboard would make and change what
 * git says. The controller gets no role of AWS: each tenant's roles name exactly who may take them.
 */
export const profiles: Component = {
  name: 'profiles',
  after: ['roles'],
  upstream: true,
  values: (cluster, { admins }) => {
    const { selector, registration, changes } = releaseOf(cluster.release).profiles
    const closed = [...(cluster.dashboard.open ? [] : registration), ...changes]
    return {
      ...plain,
      patches: [settings(cluster, admins), labels(cluster)],
      objects: [refusal('closed-profiles', selector, closed)]
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

/** What the controller adds to a namespace that lacks it: the same as tenants' namespaces say. */
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
