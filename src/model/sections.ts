import type { TenantFile } from '../documents/tenant.ts'
import type { Caller, Network, Serving } from './calls.ts'
import type { Locate } from './model.ts'

/** Who else a name stands for: the service accounts of another tenant's workloads. */
type Accounts = (tenant: string) => readonly string[]

/** Who may call whom. */
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
