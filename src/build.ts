import { access } from './access.ts'
import { amounts, canonicalOf, limitsOf } from './amounts.ts'
import { bounded } from './ceiling.ts'
import { tenantAws, tenantPipelines } from './cloud.ts'
import { environment } from './environment.ts'
import { type Expand, own } from './expand.ts'
import { workloadsOf } from './face.ts'
import type { granter } from './granted.ts'
import { placeOf } from './merge.ts'
import type { Caller, Network } from './model/calls.ts'
import type { Team } from './model/people.ts'
import type { Pair, Secret, Volume } from './model/pods.ts'
import type { Locate, Tenant } from './model.ts'
import type { Parsed } from './parsed.ts'
import type { Placement } from './placement.ts'
import type { TenantFile } from './tenant.ts'
import type { Mapping } from './yaml.ts'

/** What a tenant's meaning depends on beside its own placement. */
export interface Surroundings {
  readonly parsed: Parsed
  readonly expand: Expand
  readonly normal: (email: string) => string
  /** By cluster and tenant. */
  readonly accounts: ReadonlyMap<string, readonly string[]>
  readonly granted: ReturnType<typeof granter>
}

export function build(placement: Placement, surroundings: Surroundings): Tenant {
  const { document, cluster, file, root, asked, template } = placement
  const { parsed, expand, normal, accounts } = surroundings
  const { common, directory } = parsed
  const { name } = document
  const at = locator(root, document.root)
  const accountsOf = (tenant: string) => accounts.get(`${cluster.name}/${tenant}`) ?? []
  const owner = normal(file.owner)
  const team = teamOf(file.team ?? document.folder, directory.value, expand)
  const granted = surroundings.granted({ name, owner, team })
  const roles = common.value.roles ?? {}
  const pipelines = tenantPipelines(name, file.pipelines, cluster)
  const secrets = (file.secrets ?? []).map(written =>
    secret(written, name, cluster.secrets?.base ?? '')
  )
  return {
    name,
    cluster,
    file: document.root.source,
    folder: document.folder,
    written: file,
    at,
    asked: locator(asked, document.root, at),
    granted,
    owner,
    template,
    description: file.description ?? '',
    team,
    labels: pairs({ ...common.value.labels, ...file.labels }),
    annotations: pairs(file.annotations),
    state: file.state ?? 'active',
    podSecurity: file.podSecurity ?? 'baseline',
    ...access(file.members ?? [], { owner, at, expand, normal, roles, accounts: accountsOf }),
    preset: presetOf(file.quota),
    quota: bounded(
      amounts(typeof file.quota === 'object' ? file.quota : {}, cluster.gpu),
      granted.quota
    ),
    limits: limitsOf(file.limits),
    aws: tenantAws({ name, file, cluster, pipelines, secrets, accounts: workloadsOf(file) }),
    pipelines,
    environments: (file.environment ?? []).map(environment),
    secrets,
    volumes: (file.volumes ?? []).map(written => volume(written, placement)),
    pools: cluster.pools.filter(pool => file.pools?.includes(pool.name)),
    network: network(file.network, at, accountsOf),
    serving: {
      callers: (file.serving?.callers ?? []).map((written, index) => ({
        ...caller(written, accountsOf),
        at: at(
          'serving',
          'callers',
          index,
          written.tenant === undefined ? 'serviceAccount' : 'tenant'
        )
      })),
      public: file.serving?.public ?? []
    }
  }
}

/** Places in one tree, then in another; at last the first key of the tenant's file. */
function locator(root: Mapping, fallback: Mapping, other?: Locate): Locate {
  const [first] = fallback.entries.values()
  return (...path) => placeOf(root, path) ?? (other ? other(...path) : (first?.key ?? fallback))
}

function presetOf(quota: TenantFile['quota']): string | null {
  const preset = typeof quota === 'object' ? own(quota, 'preset') : undefined
  return preset === undefined ? null : String(preset)
}

function teamOf(
  name: string,
  directory: Parsed['directory']['value'],
  expand: Expand
): Team | null {
  const found = own(directory.teams, name)
  if (!found) return null
  return {
    name,
    organization: found.organization ?? '',
    channel: found.channel ?? '',
    members: expand.team(name)
  }
}

/** In the order of their keys. */
export function pairs(map: Readonly<Record<string, string>> = {}): Pair[] {
  return Object.keys(map)
    .sort()
    .map(key => ({ key, value: own(map, key) ?? '' }))
}

type Written<K extends 'secrets' | 'volumes'> = NonNullable<TenantFile[K]>[number]

function secret(
  { name, from, keys = [] }: Written<'secrets'>,
  tenant: string,
  base: string
): Secret {
  const path = from.startsWith('/') ? from.slice(1) : `${tenant}/${from}`
  const same = Array.isArray(keys) ? Object.fromEntries(keys.map(key => [key, key])) : keys
  return { name, from, path, remote: `${base}/${path}`, keys: pairs(same) }
}

function volume(written: Written<'volumes'>, { cluster }: Placement): Volume {
  const { name, size, share, mode = 'readWrite', class: wanted = '' } = written
  const handle = share === undefined ? undefined : own(cluster.file.storage?.shares, share)
  const classes = cluster.file.storage?.classes
  return {
    name,
    size: canonicalOf(size),
    mode,
    share: share === undefined ? null : { name: share, handle: handle ?? '' },
    class: wanted,
    many: share !== undefined || own(classes, wanted)?.mode === 'many'
  }
}

function network(
  { from = [], egress = 'cluster' }: NonNullable<TenantFile['network']> = {},
  at: Locate,
  accountsOf: (tenant: string) => readonly string[]
): Network {
  return {
    from: from.map(({ tenant }, index) => ({
      name: tenant,
      at: at('network', 'from', index, 'tenant'),
      accounts: accountsOf(tenant)
    })),
    open: egress === 'open',
    ranges: typeof egress === 'string' ? [] : egress
  }
}

type WrittenCaller = NonNullable<NonNullable<TenantFile['serving']>['callers']>[number]

function caller(
  { tenant, serviceAccount }: WrittenCaller,
  accountsOf: (tenant: string) => readonly string[]
): Omit<Caller, 'at'> {
  if (tenant !== undefined) return { tenant, namespace: tenant, accounts: accountsOf(tenant) }
  const [namespace = '', account = ''] = (serviceAccount ?? '').split('/')
  return { tenant: '', namespace, accounts: [account] }
}
