import { classesOf } from '../cluster/storage.ts'
import type { Model } from '../model/model.ts'
import type { Referent } from '../schema/fields.ts'

/** The names that a company has, by what they are names of. Of what is not listed, any name may be right. */
export type Names = Readonly<Partial<Record<Referent, readonly string[]>>>

/** In more names nobody finds one, and editors become slow. */
const most = 1000

/** What an editor says of a name that is not there. */
export const referents: Readonly<
  Record<Referent, { readonly noun: string; readonly place: string }>
> = {
  preset: { noun: 'preset', place: 'Presets are in platform/common.yaml.' },
  template: { noun: 'template', place: 'Templates are in platform/common.yaml.' },
  role: { noun: 'role', place: 'Besides admin, edit and view, roles are in platform/common.yaml.' },
  group: { noun: 'group', place: 'Groups are in the directory of platform/.' },
  team: { noun: 'team', place: 'Teams are in the directory of platform/.' },
  tenant: { noun: 'tenant', place: 'Each tenant has a file in tenants/.' },
  cluster: { noun: 'cluster', place: 'Each cluster has a file in platform/clusters/.' },
  pool: { noun: 'node pool', place: 'Pools are in the files of platform/clusters/.' },
  queue: { noun: 'queue', place: 'Queues are in the files of platform/clusters/.' },
  share: { noun: 'share', place: 'Shares are in the files of platform/clusters/.' },
  class: { noun: 'storage class', place: 'Classes are in the files of platform/clusters/.' },
  bucket: { noun: 'bucket', place: 'Buckets are in the files of platform/clusters/.' },
  awsRole: { noun: 'AWS role', place: 'Roles are in the files of platform/clusters/.' },
  awsPolicy: { noun: 'AWS policy', place: 'Policies are in the files of platform/clusters/.' }
}

/** All names of a company but those of people, in the order of the alphabet. */
export function namesOf(model: Model): Names {
  const { common, directory, clusters } = model
  const { presets, templates, roles } = common.value
  const ofClusters = (one: (cluster: Model['clusters'][number]) => object | undefined) => {
    return clusters.flatMap(cluster => Object.keys(one(cluster) ?? {}))
  }
  const all: Readonly<Record<Referent, Iterable<string>>> = {
    preset: Object.keys(presets ?? {}),
    template: Object.keys(templates ?? {}),
    role: ['admin', 'edit', 'view', ...Object.keys(roles ?? {})],
    group: Object.keys(directory.value.groups ?? {}),
    team: Object.keys(directory.value.teams ?? {}),
    tenant: model.names,
    cluster: model.clusterNames,
    pool: ofClusters(({ file }) => file.pools),
    queue: ofClusters(({ file }) => file.queues),
    share: ofClusters(({ file }) => file.storage?.shares),
    class: ofClusters(({ file }) => classesOf(file.storage)),
    bucket: ofClusters(({ file }) => file.pipelines?.buckets),
    awsRole: ofClusters(({ file }) => file.aws?.roles),
    awsPolicy: ofClusters(({ file }) => file.aws?.policies)
  }
  const lists = Object.entries(all).map(
    ([kind, names]) => [kind, [...new Set(names)].sort()] as const
  )
  return Object.fromEntries(lists.filter(([, names]) => names.length <= most))
}
