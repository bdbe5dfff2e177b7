import type { Level } from './plan-data.ts'

/** What has to happen to a field for reviewers to be told. */
type Event =
  /** Any other value. */
  | 'changed'
  /** A larger amount, or none in the place of one. */
  | 'raised'
  /** More items of a list. */
  | 'added'
  /** Fewer items of a list, or another value in the place of one. */
  | 'removed'
  /** More items of a list that allows everything when it is empty. */
  | 'allowed'
  /** Another value in the place of one; values under new names are nothing to anybody yet. */
  | 'replaced'
  /** Items of a list that come from another repository or host than any before. */
  | 'moved'
  /** A value that comes later here. */
  | readonly unknown[]

export interface Watched {
  readonly code: string
  readonly event: Event
  readonly help: string
  readonly level?: Level
}

/** The code of the risk that finds it from what is generated or granted; `null` where it loosens nothing. */
type Row = Watched | string | null

/** By the names of fields, with `*` for a name that the company chooses; a section stands for all in it. */
export type Rows = Readonly<Record<string, Row>>

const row = (code: string, event: Event, help: string): Watched => ({ code, event, help })
const high = (watched: Watched): Watched => ({ ...watched, level: 'high' })

const changed = (help: string) => row('cluster-changed', 'changed', help)
const network = (event: Event, help: string) => high(row('network-loosened', event, help))
const guard = (event: Event, help: string) => row('authorization-loosened', event, help)

const helps = {
  aws: 'roles and their trust follow: look whether everything was moved',
  signIn: 'look who can sign in, and whether e-mails stay as they are',
  source: 'whoever may write there decides what the cluster runs',
  reach: 'look who can reach the page for signing in from then on',
  parts: 'look who installs it from then on, and whether it keeps tenants apart',
  metrics: 'whoever is there reads or reaches more of all tenants',
  nodes: 'look what pods of others may then do there',
  image: 'whoever may push there runs code with what each tenant may do',
  link: 'people of all tenants are led there: ask whose page it is',
  listed: 'nothing tells from then on that somebody who has left is still named: ask why',
  queue: 'jobs of tenants wait for other resources from then on',
  records: 'people then see what other tenants keep in pipelines',
  review: 'reviewers are told of less from then on: ask why',
  limit: 'ask what it is needed for, and whether less is enough'
}

/** The fields of a cluster's file. */
export const clusterFields: Rows = {
  kubeflow: null,
  components: changed(helps.parts),
  domain: changed(helps.signIn),
  identity: changed(helps.signIn),
  'ingress.alb.certificate': null,
  'ingress.alb.scheme': network(['internal', 'internet-facing'], helps.reach),
  'ingress.alb.subnets': network('added', helps.reach),
  'ingress.alb.waf': network('removed', helps.reach),
  'ingress.alb.from': network('allowed', helps.reach),
  'dashboard.links': { ...row('cluster-changed', 'moved', helps.link), level: 'medium' },
  'aws.account': changed(helps.aws),
  'aws.region': changed(helps.aws),
  'aws.partition': changed(helps.aws),
  'aws.eks': changed(helps.aws),
  'aws.oidcProvider': changed(helps.aws),
  'aws.identity': changed(helps.aws),
  'aws.iam': changed(helps.aws),
  'aws.boundary': 'permissions-widened',
  'aws.platformBoundary': high(row('permissions-widened', 'changed', helps.limit)),
  'aws.tenantRoles': changed(helps.aws),
  'aws.rolePrefix': changed(helps.aws),
  'aws.controllers': null,
  'aws.plugin': null,
  'aws.key': 'permissions-widened',
  'aws.roles': 'permissions-widened',
  'aws.policies': 'permissions-widened',
  'aws.limits': null,
  'aws.access': 'admin-granted',
  'pipelines.env': changed('nothing copies what the old place holds'),
  'pipelines.database': changed('nothing copies the runs in the old database'),
  'pipelines.buckets': changed('nothing copies what is in the old bucket'),
  'pipelines.prefix': changed('nothing copies what is in the old folder'),
  'pipelines.credentials': guard(
    ['keyless', 'static'],
    'whoever has a key may use it from anywhere'
  ),
  'pipelines.secret': null,
  'pipelines.metadata': guard(['off', 'shared'], helps.records),
  'pipelines.artifactProxy': guard([true, false], helps.records),
  notebooks: null,
  'notebooks.images': row('cluster-changed', 'moved', helps.image),
  'pools.*.capacity': null,
  'pools.*.gpu': null,
  'pools.*.instances': null,
  'pools.*.taint': guard('removed', helps.nodes),
  'pools.*.max': null,
  'queues.*.clusterQueue': row('cluster-changed', 'replaced', helps.queue),
  'queues.*.default': null,
  kueue: null,
  'capacity.*': row(
    'capacity-exceeded',
    'raised',
    'quotas are held against it: ask whether the cluster grows'
  ),
  'storage.efs': changed('nothing copies the disks on the old file system'),
  'storage.shares.*': row(
    'cluster-changed',
    'replaced',
    'the tenant sees other files from then on'
  ),
  'storage.classes.*.mode': null,
  'storage.classes.*.default': guard([false, true], 'every tenant may use the default class'),
  'secrets.externalSecrets.prefix': changed('secrets are read from another place'),
  'secrets.externalSecrets.service': changed('secrets are read from another place'),
  'secrets.externalSecrets.refresh': null,
  'autoscaling.karpenter.role': high(row('permissions-widened', 'replaced', helps.limit)),
  'autoscaling.karpenter.image': null,
  'autoscaling.karpenter.discovery': null,
  'autoscaling.clusterAutoscaler': null,
  'monitoring.prometheus': row('network-loosened', [false, true], helps.metrics),
  'monitoring.namespace': row('network-loosened', 'changed', helps.metrics),
  'monitoring.workspace': row('network-loosened', 'changed', helps.metrics),
  'serving.public.host': network('changed', 'public models answer there without signing in'),
  'serving.public.certificate': null,
  'serving.domain': null,
  guards: 'authorization-loosened',
  priority: guard('raised', 'pods with more than others have evict them'),
  ssmAgent: row('cluster-changed', 'changed', 'it may do anything on every node'),
  'gitops.flux': 'authorization-loosened',
  'gitops.argocd': 'authorization-loosened',
  'gitops.repository': changed(helps.source),
  'gitops.branch': changed(helps.source),
  'gitops.shards': 'shards-changed',
  'gitops.prune': guard([true, false], 'whoever loses access in git keeps it on the cluster'),
  reserved: guard('removed', 'whoever may add a tenant may take the namespace over')
}

/** The fields of common.yaml. */
export const commonFields: Rows = {
  version: null,
  presets: 'quota-raised',
  templates: 'permissions-widened',
  admins: 'admin-granted',
  owners: 'approvers-changed',
  forge: guard('changed', 'look who has to approve changes from then on'),
  roles: 'admin-granted',
  'emails.lowercase': changed(helps.signIn),
  'emails.domains': row('cluster-changed', 'allowed', 'look who can be let in with such an e-mail'),
  labels: null,
  gpu: row('policy-widened', 'changed', 'what was a GPU before is not limited as one any more'),
  'review.people': row('policy-widened', 'raised', helps.review),
  'review.tenants': row('policy-widened', 'raised', helps.review),
  'review.quota.*': row('policy-widened', 'raised', helps.review)
}

/** The fields of the files of the directory together. */
export const directoryFields: Rows = {
  complete: { ...guard([true, false], helps.listed), level: 'medium' },
  people: 'approvers-changed',
  groups: 'admin-granted',
  teams: 'admin-granted'
}
