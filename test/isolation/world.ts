import fc, { type Arbitrary } from 'fast-check'

/** A repository as its authors wrote it, limited to who may do what. */
export interface World {
  readonly clusters: Readonly<Record<string, Site>>
  readonly tenants: Readonly<Record<string, Written>>
}

interface Site {
  readonly identity: 'podIdentity' | 'irsa'
  readonly iam: 'ack' | 'terraform' | 'none'
  readonly env: 'aws' | 'default'
  readonly credentials: 'keyless' | 'static'
  readonly machines: boolean
  readonly monitored: boolean
  readonly engine: 'flux' | 'argocd' | 'both'
}

interface Written extends Difference {
  readonly owner: string
  readonly clusters?: Readonly<Record<string, Difference | null>>
}

export interface Difference {
  readonly state?: 'active' | 'suspended' | 'released'
  readonly members?: readonly Member[]
  readonly network?: { readonly from?: readonly { readonly tenant: string }[] }
  readonly serving?: { readonly callers?: readonly Caller[]; readonly public?: readonly string[] }
  readonly aws?: { readonly serviceAccounts?: readonly string[] }
  readonly [field: string]: unknown
}

export interface Member {
  readonly user?: string
  readonly group?: string
  readonly team?: string
  readonly serviceAccount?: string
  readonly tenant?: string
  readonly role: 'admin' | 'edit' | 'view'
  readonly notebooks?: boolean
}

export interface Caller {
  readonly tenant?: string
  readonly serviceAccount?: string
}

/** Some names are prefixes or suffixes of others, to catch sloppy matching. */
export const names = ['alpha', 'alpha-two', 'beta', 'two-beta', 'gamma'] as const
const people = ['ann', 'bob', 'cat', 'dan', 'eve'].map(name => `${name}@example.com`)

export const directory = {
  groups: {
    analysts: ['cat@example.com', 'group:seniors'],
    seniors: ['dan@example.com', 'eve@example.com']
  },
  teams: { red: { members: ['ann@example.com', 'group:seniors'] } }
}

const roles = fc.constantFrom('admin', 'edit', 'view')
const accounts = fc.constantFrom('ci/deployer', 'ci/auditor', 'etl/alpha')
const states = fc.constantFrom('active', 'active', 'active', 'suspended', 'released')

function membersOf(others: readonly string[]): Arbitrary<readonly Member[]> {
  const named = fc.oneof(
    fc.record({ user: fc.constantFrom(...people) }),
    fc.record({ group: fc.constantFrom('analysts', 'seniors') }),
    fc.record({ team: fc.constant('red') }),
    fc.record({ serviceAccount: accounts }),
    fc.record({ tenant: fc.constantFrom(...others) }),
    fc.record({ tenant: fc.constantFrom(...others) })
  )
  const member = fc
    .tuple(named, roles, fc.option(fc.boolean(), { nil: undefined }))
    .map(([who, role, notebooks]) => {
      return { ...who, role, ...(notebooks !== undefined && { notebooks }) } as Member
    })
  return fc.uniqueArray(member, {
    maxLength: 4,
    selector: ({ user, group, team, serviceAccount, tenant }) =>
      JSON.stringify([user, group, team, serviceAccount, tenant])
  })
}

function callersOf(others: readonly string[]): Arbitrary<readonly Caller[]> {
  const caller = fc.oneof(
    fc.record({ tenant: fc.constantFrom(...others) }),
    fc.record({ serviceAccount: accounts })
  )
  return fc.uniqueArray(caller, { maxLength: 2, selector: each => JSON.stringify(each) })
}

const resources = {
  quota: fc.record(
    {
      cpu: fc.constantFrom(8, '8000m', '12500m'),
      memory: fc.constantFrom('32Gi', '32768Mi', '0.5Ti'),
      pods: fc.constantFrom(20, '2000', 1024),
      storage: fc.constantFrom('1Ti', '1024Gi', '1500G')
    },
    { requiredKeys: [] }
  ),
  secrets: fc.subarray([{ name: 'snowflake', from: 'snowflake' }]),
  pipelines: fc.record({ enabled: fc.boolean() })
}

function difference(tenant: string): Arbitrary<Difference> {
  const others = names.filter(name => name !== tenant)
  const from = fc
    .uniqueArray(fc.constantFrom(...others), { maxLength: 2 })
    .map(list => list.map(name => ({ tenant: name })))
  return fc.record(
    {
      state: states,
      members: membersOf(others),
      network: fc.record(
        { from, egress: fc.constantFrom('open', 'cluster') },
        { requiredKeys: [] }
      ),
      serving: fc.record(
        { callers: callersOf(others), public: fc.subarray(['scores']) },
        { requiredKeys: [] }
      ),
      aws: fc.record({ serviceAccounts: fc.subarray(['trainer', 'serving']) }),
      volumes: fc.subarray([
        { name: 'data', share: `${tenant}-share`, size: '10Gi' },
        { name: 'scratch', size: '5Gi' }
      ]),
      ...resources
    },
    { requiredKeys: [] }
  ) as Arbitrary<Difference>
}

function written(tenant: string): Arbitrary<Written> {
  const own = fc.tuple(fc.constantFrom(...people), difference(tenant))
  const other = fc.option(difference(tenant), { nil: null, freq: 2 })
  const both = fc.record({ production: other, west: other })
  const one = fc.record({ production: other })
  const clusters = fc.oneof(
    { weight: 8, arbitrary: fc.constant(undefined) },
    { weight: 3, arbitrary: both },
    { weight: 1, arbitrary: one }
  )
  return fc.tuple(own, clusters).map(([[owner, rest], each]) => {
    return { owner, ...rest, ...(each && { clusters: each }) }
  })
}

const site: Arbitrary<Site> = fc.record({
  identity: fc.constantFrom('podIdentity', 'irsa'),
  iam: fc.constantFrom('ack', 'terraform', 'none'),
  env: fc.constantFrom('aws', 'default'),
  credentials: fc.constantFrom('keyless', 'static'),
  machines: fc.boolean(),
  monitored: fc.boolean(),
  engine: fc.constantFrom('flux', 'argocd', 'both')
})

export const worlds: Arbitrary<World> = fc
  .record({
    clusters: fc.record({ production: site, west: site }),
    tenants: fc.record(
      Object.fromEntries(names.map(name => [name, written(name)])) as Record<
        string,
        Arbitrary<Written>
      >
    )
  })
  .map(({ clusters, tenants }) => ({ clusters, tenants: acquainted(tenants) }))

/** A tenant that is only in `production` must not be named in `west`. */
function acquainted(tenants: World['tenants']): World['tenants'] {
  const absent = names.filter(name => !('west' in (tenants[name]?.clusters ?? { west: null })))
  const entries = Object.entries(tenants).map(([name, file]) => {
    if (absent.some(each => each === name)) return [name, file]
    const { clusters } = file
    const west = clusters?.west && without(clusters.west, absent)
    return [name, { ...without(file, absent), ...(west && { clusters: { ...clusters, west } }) }]
  })
  return Object.fromEntries(entries)
}

function without<T extends Difference>(written: T, absent: readonly string[]): T {
  const stays = ({ tenant = '' }: { readonly tenant?: string }) => !absent.includes(tenant)
  const { members, network, serving } = written
  return {
    ...written,
    ...(members && { members: members.filter(stays) }),
    ...(network?.from && { network: { ...network, from: network.from.filter(stays) } }),
    ...(serving?.callers && { serving: { ...serving, callers: serving.callers.filter(stays) } })
  }
}

/** Writes files as JSON, which is valid YAML. */
export function textsOf({ clusters, tenants }: World): Record<string, string> {
  const files = {
    'platform/common.yaml': { version: 1, templates: { team: {} } },
    'platform/directory.yaml': directory,
    'platform/policy.yaml': [everything],
    ...Object.fromEntries(
      Object.entries(clusters).map(([name, site], index) => [
        `platform/clusters/${name}.yaml`,
        fileOf(name, site, `${index}11122223333`)
      ])
    ),
    ...Object.fromEntries(
      Object.entries(tenants).map(([name, file]) => [`tenants/${name}.yaml`, file])
    )
  }
  const pairs = Object.entries(files).map(([path, file]) => [path, JSON.stringify(file)] as const)
  return Object.fromEntries(pairs)
}

const amount = { cpu: 1000, memory: '10Ti', pods: 100000, storage: '100Ti' }

const everything = {
  tenants: ['*'],
  quota: amount,
  egress: ['open', 'cluster'],
  buckets: ['s3://*'],
  shares: ['*'],
  workloads: ['*'],
  public: ['*']
}

function fileOf(name: string, site: Site, account: string): object {
  const shares = names.map((tenant, at) => [
    `${tenant}-share`,
    `fs-0123456789abcdef0::fsap-${at}`.padEnd(44, '0')
  ])
  return {
    kubeflow: '26.03',
    domain: `${name}.example.com`,
    aws: {
      account,
      region: 'eu-central-1',
      eks: name,
      oidcProvider: `oidc.eks.eu-central-1.amazonaws.com/id/${'0123456789ABCDEF'.repeat(2)}`,
      identity: site.identity,
      iam: site.iam,
      boundary: `arn:aws:iam::${account}:policy/boundary`,
      platformBoundary: `arn:aws:iam::${account}:policy/platform-boundary`
    },
    identity: {
      provider: { external: { issuer: 'https://login.example.com', clientId: 'kubeflow' } },
      machines: site.machines
    },
    pipelines: {
      env: site.env,
      credentials: site.credentials,
      ...(site.env === 'aws' && {
        database: { host: 'db.example.com', engine: '8.0', secret: 'rds' },
        buckets: { default: `${name}-artifacts` }
      })
    },
    storage: { shares: Object.fromEntries(shares) },
    secrets: { externalSecrets: { prefix: 'kubeflow' } },
    monitoring: { prometheus: site.monitored },
    serving: { public: { host: 'models.example.com' } },
    gitops: {
      repository: 'https://github.com/example/tenants',
      flux: site.engine !== 'argocd',
      argocd: site.engine !== 'flux'
    }
  }
}
