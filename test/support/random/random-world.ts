import fc, { type Arbitrary } from 'fast-check'
import type { PolicyFile } from '../../../src/documents/policy.ts'
import type { TenantFile } from '../../../src/documents/tenant.ts'

/** A whole repository as values. Names come from small pools, so that they often match. */
export interface World {
  readonly policy: PolicyFile
  /** By the path below `tenants/`, without the extension. */
  readonly tenants: Readonly<Record<string, TenantFile>>
}

const people = ['ann', 'bob', 'cat', 'dan', 'eve'].map(name => `${name}@example.com`)
export const names = ['a', 'a-b', 'a-b-c', 'data', 'fraud', 'fraud-exports', 'shared', 'x9']
export const places = [
  ...['s3://a-data', 's3://a-b-data', 's3://a-b-c', 's3://a-b-c-data/fraud', 's3://data-fraud'],
  ...['s3://data-fraud/a', 's3://fraud-exports', 's3://fraud-exports-eu', 's3://shared-datasets'],
  ...['s3://shared-datasets/fraud', 's3://shared-datasets/a-b', 's3://shared-datasets/a-b/c'],
  ...['s3://shared-artifacts/runs/a', 's3://shared-artifacts/runs/shared', 's3://data-runs']
]
const ranges = [
  ...['203.0.113.0/24', '203.0.113.128/25', '203.0.112.0/22'],
  ...['169.254.169.254/32', '169.254.0.0/16', '0.0.0.0/0']
] as const
export const patterns = [
  ...[
    's3://{tenant}-*',
    's3://{tenant}',
    's3://data-{tenant}',
    's3://*-{tenant}',
    's3://{tenant}*'
  ],
  ...['s3://shared-datasets/{tenant}', 's3://shared-datasets/{tenant}-*', 's3://*/{tenant}/*'],
  ...['s3://shared-datasets/*', 's3://shared-datasets/fraud', 's3://shared-datasets/a-*'],
  ...['s3://a-b-data', 's3://data-*', 's3://fraud-exports-*/2026', 's3://*', 's3://s*/fraud']
]

export const common = {
  version: 1,
  presets: {
    small: { cpu: 4, memory: '8Gi', pods: 20, limits: { max: { cpu: 2, memory: '4Gi' } } },
    large: { cpu: 64, memory: '256Gi', gpu: 8, 'limits.cpu': 128, limits: { max: { cpu: 32 } } }
  },
  templates: {
    team: {},
    bare: { quota: 'small' },
    rich: {
      quota: 'large',
      network: { egress: 'open' },
      podSecurity: 'privileged',
      pools: ['gpu'],
      queue: 'training',
      labels: { tier: 'gold' },
      annotations: { note: 'rich' },
      aws: { policies: ['sagemaker'], read: ['s3://shared-datasets'] },
      members: [{ group: 'analysts', role: 'lead' }]
    },
    far: { clusters: { beta: { quota: { gpu: 2, services: 9 } } } }
  },
  roles: { lead: 'admin' },
  labels: { center: 'ml' }
}

export const directory = {
  groups: {
    analysts: ['cat@example.com', 'group:seniors'],
    seniors: ['dan@example.com', 'eve@example.com']
  },
  teams: {
    red: { members: ['ann@example.com', 'group:seniors'] },
    blue: { members: ['bob@example.com', 'cat@example.com', 'dan@example.com'] }
  }
}

const cluster = {
  kubeflow: '26.03',
  identity: {
    provider: { external: { issuer: 'https://login.example.com', clientId: 'kubeflow' } },
    machines: true
  },
  pipelines: { buckets: { default: 'shared-artifacts', own: 'data-runs' }, prefix: 'runs' },
  pools: {
    gpu: { taint: 'dedicated=gpu' },
    big: { taint: 'size:NoExecute' },
    any: { taint: 'kind=any:PreferNoSchedule' }
  },
  queues: { training: { clusterQueue: 'ml' }, night: { clusterQueue: 'night', default: true } },
  storage: {
    shares: { maps: 'fs-0123456789abcdef0::fsap-0123456789abcdef0' },
    classes: { fast: {} }
  },
  secrets: { externalSecrets: { prefix: 'kubeflow' } },
  gitops: { repository: 'https://github.com/example/tenants' }
}

function site(name: string, account: string) {
  const arn = `arn:aws:iam::${account}`
  const oidcProvider = `oidc.eks.eu-central-1.amazonaws.com/id/${'0123456789ABCDEF'.repeat(2)}`
  const roles = { legacy: `${arn}:role/legacy` }
  const policies = { sagemaker: `${arn}:policy/sagemaker`, bedrock: `${arn}:policy/bedrock` }
  const aws = { account, region: 'eu-central-1', eks: name, oidcProvider, roles, policies }
  const serving = { public: { host: `models.${name}.example.net` } }
  return { ...cluster, domain: `${name}.example.com`, aws, serving }
}

/** Writes files as JSON, which is valid YAML. */
export function textsOf({ policy, tenants }: World): Record<string, string> {
  const files = {
    'platform/common.yaml': common,
    'platform/directory.yaml': directory,
    'platform/policy.yaml': policy,
    'platform/clusters/production.yaml': site('production', '111122223333'),
    'platform/clusters/beta.yaml': site('beta', '444455556666'),
    ...Object.fromEntries(
      Object.entries(tenants).map(([path, file]) => [`tenants/${path}.yaml`, file])
    )
  }
  return Object.fromEntries(
    Object.entries(files).map(([path, file]) => [path, JSON.stringify(file)])
  )
}

function some<const T extends readonly unknown[]>(...of: T): Arbitrary<T[number][]> {
  return fc.subarray([...of], { minLength: 1, maxLength: 2 })
}

function one<const T extends readonly unknown[]>(...of: T): Arbitrary<T[number]> {
  return fc.constantFrom(...of)
}

const amounts = {
  cpu: one('1', 8, '64', '6.5e1', '65000m'),
  'requests.cpu': one('8', '9'),
  'limits.cpu': one('8', '128'),
  memory: one('8Gi', '256Gi', '3e11'),
  gpu: one(0, 1, 8),
  'requests.nvidia.com/gpu': one(1, 8),
  'requests.amd.com/gpu': one(0, 1),
  storage: one('1Ti', '2Ti'),
  'ephemeral-storage': one('1Gi', '10Ti'),
  'requests.ephemeral-storage': one('1Gi', '10Ti'),
  pods: one(20, 200),
  'count/pods': one(20, 200),
  notebooks: one(3, 30),
  'count/notebooks.kubeflow.org': one(3, 30),
  claims: one(5, 50),
  services: one(1, 10)
}
const lines = few(amounts, 4)

/** Pairs of a request and what grants it. Each world uses a few of these, so that they often match. */
const topics: readonly Topic[] = [
  { asks: {}, grants: { names: one('^[a-z-]+$', '^a', '^x9$', '.') } },
  {
    asks: { clusters: one(['production'], ['beta'], { beta: null }) },
    grants: { clusters: some('production', 'beta', 'b*', '*') }
  },
  {
    asks: {
      quota: fc.oneof(
        one('small', 'large'),
        lines,
        lines.map(lines => ({ preset: 'small', ...lines }))
      ),
      limits: one({ max: { cpu: 9 } }, { max: { memory: '300Gi' } }, { default: { cpu: 65 } })
    },
    grants: {
      quota: fc.oneof(
        lines,
        lines.map(lines => ({ cpu: 64, memory: '256Gi', pods: 20, ...lines }))
      )
    }
  },
  {
    asks: {
      aws: fc.oneof(
        some(...places).map(read => ({ read })),
        some(...places).map(write => ({ write }))
      ),
      pipelines: one({ bucket: 'own' }, { bucket: 'default' }, { enabled: false })
    },
    grants: { buckets: some(...patterns) }
  },
  {
    asks: {
      secrets: some('key', '/shared/license', '/fraud/key', '/shared', '/a-b').map(paths =>
        paths.map((from, at) => ({ name: `s${at}`, from }))
      )
    },
    grants: {
      secrets: some('{tenant}/*', 'shared/*', 'shared/license', 'fraud/{tenant}', '*', '{tenant}*')
    }
  },
  {
    asks: { aws: one({ role: 'legacy' }, {}) },
    grants: { roles: some('legacy', 'l*', 'x') }
  },
  {
    asks: { aws: one({ policies: ['sagemaker'] }, { policies: ['bedrock', 'sagemaker'] }) },
    grants: { policies: some('sagemaker', '*') }
  },
  {
    asks: {
      volumes: some(
        { name: 'v', size: '1Gi', share: 'maps' },
        { name: 'w', size: '1Gi', class: 'fast' },
        { name: 'y', size: '1Gi' }
      )
    },
    grants: { shares: some('maps', 'm*'), classes: some('fast', 'f*') }
  },
  {
    asks: {
      pools: some('gpu', 'big', 'any'),
      environment: some(
        { name: 'e', serviceAccount: 'default-editor' },
        { name: 'f', tolerations: [{ key: 'dedicated', operator: 'Exists' }] },
        { name: 'g', tolerations: [{ key: 'size', effect: 'NoSchedule' }, { key: 'night' }] },
        { name: 'h', tolerations: [{ key: 'size' }] }
      )
    },
    grants: {
      pools: some('gpu', 'big', 'a*', '*'),
      environments: some('tolerations', 'serviceAccount')
    }
  },
  {
    asks: {
      network: fc.oneof(
        one({ egress: 'open' }, { egress: 'cluster' }),
        some(...ranges).map(egress => ({ egress }))
      )
    },
    grants: { egress: some('open', 'cluster', ...ranges) }
  },
  {
    asks: { queue: one('training', 'night') },
    grants: { queues: some('training', 'n*', '*') }
  },
  {
    asks: { podSecurity: one('restricted', 'baseline', 'privileged') },
    grants: { podSecurity: one('restricted', 'baseline', 'privileged') }
  },
  {
    asks: {
      serving: one(
        { public: ['prices'] },
        { public: ['prices', 'risk'] },
        { callers: [{ serviceAccount: 'ci/run' }] }
      ),
      members: some(
        { user: 'bob@example.com', role: 'edit' },
        { group: 'analysts', role: 'lead' },
        { group: 'seniors', role: 'edit' },
        { team: 'blue', role: 'view' },
        { serviceAccount: 'ci/run', role: 'view' },
        { serviceAccount: 'fraud/default-editor', role: 'view' }
      )
    },
    grants: {
      public: some('prices', 'r*'),
      workloads: some('ci', 'fraud', '*', 'fr*'),
      members: one(
        { most: 1 },
        { most: 3 },
        { groups: 'view' },
        { most: 9, groups: 'edit' },
        { groups: 'admin' }
      )
    }
  },
  {
    asks: {
      labels: one({ tier: 'gold' }, { center: 'other' }, { 'example.com/shop': 'x' }),
      annotations: one({ note: 'mine' }, { 'example.com/shop': 'x' })
    },
    grants: {
      labels: some('tier', 'center', 'example.com/*'),
      annotations: some('note', 'example.com/*')
    }
  }
]

interface Topic {
  readonly asks: Fields
  readonly grants: Fields
}

type Fields = Readonly<Record<string, Arbitrary<unknown>>>

const whom = fc.oneof(
  fc.constant(['*']),
  some('a*', 'fraud*', 'shared', 'data', 'team:red', 'team:b*', '*ed', 'x?')
)

function worldAbout(topics: readonly Topic[]): Arbitrary<World> {
  const fields = (part: keyof Topic): Fields =>
    Object.assign({}, ...topics.map(topic => topic[part]))
  const asks = few(fields('asks'), 3)
  const { clusters, ...others } = fields('asks')
  const tenant = fc.record(
    {
      owner: one(...people),
      team: one('red', 'blue'),
      template: one('bare', 'bare', 'bare', 'rich', 'far'),
      asks,
      beta: few(others, 1)
    },
    { requiredKeys: ['owner', 'asks'] }
  )
  const tenants = fc.uniqueArray(fc.tuple(one(...names), one('', '', 'red/', 'blue/'), tenant), {
    minLength: 1,
    maxLength: 4,
    selector: ([name]) => name
  })
  const rule = fc.tuple(whom, few(fields('grants'), 6))
  return fc.record({
    policy: fc
      .array(rule, { minLength: 1, maxLength: 5 })
      .map(all => limitedForAll(all.map(([tenants, grants]) => ({ tenants, ...grants })))),
    tenants: tenants.map(all =>
      Object.fromEntries(all.map(([name, folder, file]) => [folder + name, fileOf(file)]))
    )
  })
}

/** Gives everybody a limit on what some rule limits, without which a policy is an error. */
function limitedForAll(policy: PolicyFile): PolicyFile {
  const lines = policy.flatMap(({ quota = {} }) => Object.entries(quota))
  return [
    ...policy,
    ...lines.map(([field, amount]) => ({ tenants: ['*'], quota: { [field]: amount } }))
  ]
}

/** A tenant's file, with the settings for one cluster moved into its section. */
function fileOf({ asks, beta, ...file }: Readonly<Record<string, unknown>>): TenantFile {
  const merged = {
    ...file,
    ...(asks as object),
    ...(beta ? { clusters: { production: {}, beta } } : {})
  }
  return merged as unknown as TenantFile // the schema validates it later
}

/** A record with some of these fields. */
function few(of: Fields, most: number): Arbitrary<Record<string, unknown>> {
  const keys = Object.entries(of)
  return fc
    .subarray(keys, { maxLength: Math.min(most, keys.length) })
    .chain(chosen => fc.record(Object.fromEntries(chosen)))
}

export const worlds: Arbitrary<World> = fc
  .subarray([...topics], { minLength: 1, maxLength: 3 })
  .chain(worldAbout)
