import type { Cluster } from '../../../src/cluster/cluster.ts'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import { type Guard, inTenants, there, unchanged } from './guard.ts'

const prefix = 'object.spec.networking.basePrefix'

/**
 * Tells people at once what the guards would refuse to the controllers later, where nobody reads it. It
 * protects nothing by itself.
 */
export function addresses(cluster: Cluster): Guard {
  const { paths } = releaseOf(cluster.release).notebooks
  return {
    name: 'addresses',
    on: [
      {
        group: 'kubeflow.org',
        resources: ['notebooks', 'pvcviewers'],
        operations: ['CREATE', 'UPDATE']
      },
      {
        group: 'sparkoperator.k8s.io',
        resources: ['sparkapplications', 'scheduledsparkapplications'],
        operations: ['CREATE', 'UPDATE']
      }
    ],
    where: inTenants,
    variables: [
      { name: 'kind', expression: 'request.resource.resource' },
      { name: 'headers', expression: headers(cluster, 'object') },
      {
        name: 'before',
        expression: `request.operation == "UPDATE" ? ${headers(cluster, 'oldObject')} : ""`
      },
      {
        name: 'spark',
        expression: 'has(object.spec.template) ? object.spec.template : object.spec'
      }
    ],
    rules: [
      {
        holds: `variables.kind != "notebooks" || ${plain(cluster)} || variables.headers == variables.before`,
        message: `a notebook's annotation does not set the header \`${cluster.header}\`, nor \`Host\`, and has no backslash: take them out`
      },
      {
        holds: `variables.kind != "pvcviewers" || !(${there(prefix)}) || ${prefix} == ${JSON.stringify(paths.volumes)} || ${unchanged('spec')}`,
        message: `a viewer of a volume answers below \`${paths.volumes}\`: write that as its \`basePrefix\``
      },
      {
        holds: `!variables.kind.endsWith("sparkapplications") || (${clusterIp()}) || ${unchanged('spec')}`,
        message:
          "Spark's pages are reached from inside the cluster only: leave out `serviceType`, or write `ClusterIP`"
      }
    ]
  }
}

function headers({ release }: Cluster, object: 'object' | 'oldObject'): string {
  const key = JSON.stringify(releaseOf(release).notebooks.headers)
  const all = `${object}.metadata.annotations`
  return `(has(${all}) && ${key} in ${all} ? ${all}[${key}].lowerAscii() : "")`
}

/** A backslash could hide any letter of a name. */
function plain({ header, release }: Cluster): string {
  const { groupsHeader } = releaseOf(release).auth
  const names = [header.toLowerCase(), groupsHeader, 'host', ':authority']
  const key = JSON.stringify(`"(${names.join('|')})"\\s*:`)
  return `(!variables.headers.contains("\\\\") && !variables.headers.matches(${key}))`
}

function clusterIp(): string {
  const ui = 'variables.spark.sparkUIOptions'
  const driver = 'variables.spark.driverIngressOptions'
  const fine = (place: string) =>
    `(!has(${place}.serviceType) || ${place}.serviceType == "ClusterIP")`
  return `(!has(${ui}) || ${fine(ui)}) && (!has(${driver}) || ${driver}.all(o, ${fine('o')}))`
}
