import type { Parsed } from '../documents/parse.ts'
import { type TenantFile, tenantSchema } from '../documents/tenant.ts'
import { filled } from '../schema/filled.ts'
import { own, pairs } from '../values/lookup.ts'
import type { Locate, Mapping } from '../yaml/node.ts'
import { placeOf } from '../yaml/node.ts'
import type { Expand } from './expand-groups.ts'
import type { Granted, grantedFrom } from './grants.ts'
import { bounded } from './grants.ts'
import type { Team } from './members.ts'
import { access } from './members.ts'
import { workloadsOf } from './outline.ts'
import type { Placement } from './placement.ts'
import { amounts, limitsOf } from './quota.ts'
import { environment, network, secret, serving, volume } from './sections.ts'
import type { Tenant } from './tenant.ts'
import { tenantAws, tenantPipelines } from './tenant-aws.ts'

/** What the meaning of a tenant depends on besides its own placement. */
export interface Surroundings {
  readonly parsed: Parsed
  readonly expand: Expand
  readonly normal: (email: string) => string
  /** By cluster and tenant. */
  readonly accounts: ReadonlyMap<string, readonly string[]>
  readonly granted: ReturnType<typeof grantedFrom>
}

export function build(placement: Placement, surroundings: Surroundings): Tenant {
  const { document, cluster, file, root, asked, template } = placement
  const { parsed, expand, normal } = surroundings
  const { name, folder } = document
  const { owner, team, granted } = groundsOf(placement, surroundings)
  const common = parsed.common.value
  const at = locateIn(root, document.root)
  const accounts = (tenant: string) => surroundings.accounts.get(`${cluster.name}/${tenant}`) ?? []
  const circle = { owner, at, expand, normal, roles: common.roles ?? {}, accounts }
  return {
    name,
    cluster,
    file: document.root.source,
    folder,
    written: file,
    at,
    asked: locateIn(asked, document.root, at),
    granted,
    owner,
    template,
    team,
    ...namespaceOf(file, common.labels),
    ...access(file.members ?? [], circle),
    ...quotaOf(placement, granted),
    ...contents(placement),
    network: network(file.network, at, accounts),
    serving: serving(file.serving, at, accounts)
  }
}

/** What `build` says of the quota. */
export function quotaAt(
  placement: Placement,
  surroundings: Surroundings
): Pick<Tenant, 'cluster' | 'quota'> {
  const { granted } = groundsOf(placement, surroundings)
  return { cluster: placement.cluster, quota: quotaOf(placement, granted).quota }
}

/** What decides on what the policy grants. */
function groundsOf(
  { document: { name, folder }, file }: Placement,
  { parsed, expand, normal, granted }: Surroundings
): Pick<Tenant, 'owner' | 'team' | 'granted'> {
  const owner = normal(file.owner)
  const team = teamOf(file.team ?? folder, parsed.directory.value, expand)
  return { owner, team, granted: granted({ name, owner, team, folder }) }
}

/** Looks for a place in one tree, then in another, and falls back to the first key of the tenant's file. */
function locateIn(root: Mapping, fallback: Mapping, other?: Locate): Locate {
  const [first] = fallback.entries.values()
  return (...path) => placeOf(root, path) ?? (other ? other(...path) : (first?.key ?? fallback))
}

function teamOf(
  name: string | null,
  directory: Parsed['directory']['value'],
  expand: Expand
): Team | null {
  const found = name === null ? undefined : own(directory.teams, name)
  if (name === null || !found) return null
  return {
    name,
    organization: found.organization ?? null,
    channel: found.channel ?? null,
    members: expand.team(name)
  }
}

type Words = 'labels' | 'annotations' | 'state' | 'podSecurity'

function namespaceOf(file: TenantFile, labels: TenantFile['labels']): Pick<Tenant, Words> {
  const { state, podSecurity } = filled(tenantSchema, file)
  return {
    labels: pairs({ ...labels, ...file.labels }),
    annotations: pairs(file.annotations),
    state,
    podSecurity
  }
}

type Quota = 'preset' | 'quota' | 'limits'

function quotaOf({ file, cluster }: Placement, granted: Granted): Pick<Tenant, Quota> {
  const written = typeof file.quota === 'object' ? file.quota : {}
  const preset = own(written, 'preset')
  return {
    preset: preset === undefined ? null : String(preset),
    quota: bounded(amounts(written, cluster.gpu), granted.quota),
    limits: limitsOf(file.limits)
  }
}

type Contents = 'aws' | 'pipelines' | 'environments' | 'secrets' | 'volumes' | 'pools' | 'queue'

function contents({ document: { name }, file, cluster }: Placement): Pick<Tenant, Contents> {
  const pipelines = tenantPipelines(name, file.pipelines, cluster)
  const secrets = (file.secrets ?? []).map(written => secret(written, name))
  return {
    aws: tenantAws({ name, file, cluster, pipelines, secrets, accounts: workloadsOf(file) }),
    pipelines,
    environments: (file.environment ?? []).map(environment),
    secrets,
    volumes: (file.volumes ?? []).map(written => volume(written, cluster)),
    pools: cluster.pools.filter(pool => file.pools?.includes(pool.name)),
    queue: cluster.queues?.find(({ name }) => name === file.queue) ?? null
  }
}
