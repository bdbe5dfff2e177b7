import type { Cluster } from '../cluster/cluster.ts'
import type { Toleration } from '../cluster/pools.ts'
import { isShared } from '../cluster/storage.ts'
import type { EnvironmentFile, TenantFile } from '../documents/tenant.ts'
import { own, pairs } from '../values/lookup.ts'
import type { Locate } from '../yaml/node.ts'
import { canonicalOf } from './quota.ts'
import type { Caller, Environment, Mounted, Network, Secret, Serving, Volume } from './tenant.ts'

/** The service accounts of another tenant's workloads. */
type Accounts = (tenant: string) => readonly string[]

/** Who may connect to whom. */
export function network(
  { from = [], egress = 'cluster' }: NonNullable<TenantFile['network']> = {},
  at: Locate,
  accountsOf: Accounts
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

/** Who may call the models. */
export function serving(
  { callers = [], public: open = [] }: NonNullable<TenantFile['serving']> = {},
  at: Locate,
  accountsOf: Accounts
): Serving {
  return {
    callers: callers.map((written, index) => {
      const field = written.tenant === undefined ? 'serviceAccount' : 'tenant'
      return { ...caller(written, accountsOf), at: at('serving', 'callers', index, field) }
    }),
    public: open
  }
}

type Written = NonNullable<NonNullable<TenantFile['serving']>['callers']>[number]

function caller({ tenant, serviceAccount }: Written, accountsOf: Accounts): Omit<Caller, 'at'> {
  if (tenant !== undefined) return { tenant, namespace: tenant, accounts: accountsOf(tenant) }
  const [namespace = '', account = ''] = (serviceAccount ?? '').split('/')
  return { tenant: '', namespace, accounts: [account] }
}

/** An environment with all defaults filled in. */
export function environment(written: EnvironmentFile): Environment {
  const { env = {} } = written
  return {
    name: written.name,
    description: written.description ?? written.name,
    variables: Object.keys(env)
      .sort()
      .map(key => ({ key, value: String(env[key]) })),
    secrets: (written.secrets ?? []).map(mountedSecret),
    volumes: (written.volumes ?? []).map(mountedVolume),
    tolerations: (written.tolerations ?? []).map(toleration),
    serviceAccount: written.serviceAccount ?? '',
    pipelines: written.pipelines ?? false
  }
}

function mountedSecret(written: NonNullable<EnvironmentFile['secrets']>[number]): Mounted {
  if (typeof written === 'string') return { name: written, mount: '', readOnly: true }
  return { ...written, readOnly: true }
}

function mountedVolume(written: NonNullable<EnvironmentFile['volumes']>[number]): Mounted {
  const { name, mount, readOnly } = typeof written === 'string' ? { name: written } : written
  return { name, mount: mount ?? `/mnt/${name}`, readOnly: readOnly ?? false }
}

function toleration(written: NonNullable<EnvironmentFile['tolerations']>[number]): Toleration {
  const { key, operator = 'Equal', value = '', effect = null } = written
  return { key, operator, value: operator === 'Equal' ? value : null, effect }
}

type WrittenSecret = NonNullable<TenantFile['secrets']>[number]

/** The path of a secret, below the tenant's own path by default. */
export function secret(
  { name, from, keys = [] }: WrittenSecret,
  tenant: string,
  on: Cluster
): Secret {
  const path = from.startsWith('/') ? from.slice(1) : `${tenant}/${from}`
  const same = Array.isArray(keys) ? Object.fromEntries(keys.map(key => [key, key])) : keys
  return { name, from, path, remote: `${on.secrets?.base ?? ''}/${path}`, keys: pairs(same) }
}

type WrittenVolume = NonNullable<TenantFile['volumes']>[number]

/** A volume on an EFS share, or one of a storage class. */
export function volume(written: WrittenVolume, { file: { storage } }: Cluster): Volume {
  const { name, size, share, mode = 'readWrite', class: wanted = '' } = written
  const handle = share === undefined ? undefined : own(storage?.shares, share)
  return {
    name,
    size: canonicalOf(size),
    mode,
    share: share === undefined ? null : { name: share, handle: handle ?? '' },
    class: wanted,
    many: share !== undefined || isShared(storage, wanted)
  }
}
