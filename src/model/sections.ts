import type { Cluster } from '../cluster/cluster.ts'
import type { Toleration } from '../cluster/pools.ts'
import { isShared } from '../cluster/storage.ts'
import {
  type EnvironmentFile,
  environment as environmentSchema,
  mountedVolume,
  network as networkSchema,
  type TenantFile,
  toleration as tolerationSchema,
  volume as volumeSchema
} from '../documents/tenant.ts'
import { filled } from '../schema/filled.ts'
import { own, pairs } from '../values/lookup.ts'
import type { Locate } from '../yaml/node.ts'
import { canonicalOf } from './quota.ts'
import type { Caller, Environment, Mounted, Network, Secret, Serving, Volume } from './tenant.ts'

/** The service accounts of another tenant's workloads. */
type Accounts = (tenant: string) => readonly string[]

/** Who may connect to whom. */
export function network(written: TenantFile['network'], at: Locate, accountsOf: Accounts): Network {
  const { from, egress } = filled(networkSchema, written)
  return {
    from: (from ?? []).map(({ tenant }, index) => ({
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
  const [namespace = '', account = ''] = serviceAccount?.split('/') ?? []
  return { tenant: null, namespace, accounts: [account] }
}

/** An environment with all defaults filled in. */
export function environment(file: EnvironmentFile): Environment {
  const { env, ...written } = filled(environmentSchema, file)
  return {
    name: written.name,
    description: written.description ?? written.name,
    variables: Object.entries(env ?? {})
      .map(([key, value]) => ({ key, value: String(value) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
    secrets: (written.secrets ?? []).map(mountedSecret),
    volumes: (written.volumes ?? []).map(mounted),
    tolerations: (written.tolerations ?? []).map(toleration),
    serviceAccount: written.serviceAccount,
    pipelines: written.pipelines
  }
}

type WrittenMount<Field extends 'secrets' | 'volumes'> = NonNullable<EnvironmentFile[Field]>[number]

function mountedSecret(written: WrittenMount<'secrets'>): Mounted<string | null> {
  if (typeof written === 'string') return { name: written, mount: null, readOnly: true }
  return { ...written, readOnly: true }
}

function mounted(file: WrittenMount<'volumes'>): Mounted {
  const written = filled(mountedVolume, typeof file === 'string' ? { name: file } : file)
  return { ...written, mount: written.mount ?? `/mnt/${written.name}` }
}

function toleration(file: NonNullable<EnvironmentFile['tolerations']>[number]): Toleration {
  const written = filled(tolerationSchema, file)
  return { ...written, value: written.operator === 'Equal' ? (written.value ?? '') : null }
}

type WrittenSecret = NonNullable<TenantFile['secrets']>[number]

/** The path of a secret, below the tenant's own path by default. */
export function secret({ name, from, keys = [] }: WrittenSecret, tenant: string): Secret {
  const path = from.startsWith('/') ? from.slice(1) : `${tenant}/${from}`
  const same = Array.isArray(keys) ? Object.fromEntries(keys.map(key => [key, key])) : keys
  return { name, from, path, keys: pairs(same) }
}

/** A volume on an EFS share, or one of a storage class. */
export function volume(
  file: NonNullable<TenantFile['volumes']>[number],
  { file: { storage } }: Cluster
): Volume {
  const { name, size, share, mode, class: wanted } = filled(volumeSchema, file)
  const handle = share === null ? undefined : own(storage?.shares, share)
  return {
    name,
    size: canonicalOf(size),
    mode,
    share: share === null || handle === undefined ? null : { name: share, handle },
    class: wanted,
    many: share !== null || isShared(storage, wanted)
  }
}
