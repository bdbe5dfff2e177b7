import type { Cluster } from '../../../src/cluster/cluster.ts'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import { secretReader } from '../../../src/model/tenant-aws.ts'
import { fixed } from '../../objects/fixed-names.ts'
import { type Guard, inTenants } from './guard.ts'

/**
 * Keeps the names of what every tenant has by way of git, among the kinds that people may make. What is
 * in the way would keep the fields that git does not set, or could not be changed at all. A request to
 * scale does not show the labels of what is scaled, so its name is judged as well.
 */
export function names(cluster: Cluster): Guard {
  const kept = keptNames(cluster)
  return {
    name: 'names',
    on: [
      { group: '', resources: Object.keys(kept.core), operations: ['CREATE'] },
      { group: 'apps', resources: Object.keys(kept.apps), operations: ['CREATE'] },
      {
        group: 'apps',
        resources: Object.keys(kept.apps).map(resource => `${resource}/scale`),
        operations: ['UPDATE']
      }
    ],
    where: inTenants,
    variables: [{ name: 'kept', expression: JSON.stringify({ ...kept.core, ...kept.apps }) }],
    rules: [
      {
        holds:
          '!(object.metadata.name in variables.kept[request.resource.resource]) || variables.git || variables.machinery || variables.profiles',
        message: 'this name belongs to what is made by way of git; choose another name'
      }
    ]
  }
}

/** By resource. Without AWS, Kubeflow itself makes what pipelines need in each tenant. */
export function keptNames({ pipelines, release }: Cluster) {
  const onAws = pipelines.env === 'aws'
  const { launcher } = releaseOf(release).pipelines
  const servers = onAws ? [fixed.artifactServer] : []
  return {
    core: {
      configmaps: onAws ? [launcher, fixed.metadata, fixed.repositories] : [],
      serviceaccounts: ['default-editor', 'default-viewer', secretReader],
      services: servers
    },
    apps: { deployments: servers }
  }
}
