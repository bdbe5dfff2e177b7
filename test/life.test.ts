import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Objects, objectsIn } from './life/objects.ts'
import { open, pristine, type Repository, type Step } from './life/repository.ts'
import { orphans } from './life/whole.ts'
import { at } from './overlay/thing.ts'
import { call, filesIn, git, reset } from './support/command.ts'

/** More than a busy machine needs. */
const minutes = 60 * 60_000
let root = ''
let repository: Repository
let first: Objects

beforeAll(async () => {
  root = await pristine()
  repository = open(root)
  first = objectsIn(root)
}, minutes)
beforeEach(() => reset(root))
afterAll(() => rmSync(root, { recursive: true }))

const tenant = 'tenants/ds-delta/reporting.yaml'
const there = 'generated/production/tenants/reporting'
const cluster = 'platform/clusters/production.yaml'
const removals = 'platform/removals.yaml'

/** Makes a commit that `check --base` accepts, and asserts that nothing is orphaned. */
async function accepted(...flags: readonly string[]): Promise<Step> {
  const step = await repository.commit(...flags)
  expect(step.generated).toMatchObject({ status: 0 })
  expect(step.checked).toMatchObject({ status: 0 })
  expect(orphans(root, step)).toEqual([])
  return step
}

/** Lists the objects of a step: `+` added, `-` removed, `~` changed. */
function shown({ objects }: Step, of = ''): string[] {
  const list = (sign: string, names: readonly string[]) => names.map(name => `${sign} ${name}`)
  const removed = objects.removed.map(({ name }) => name)
  return [...list('+', objects.added), ...list('~', objects.changed), ...list('-', removed)].filter(
    line => line.includes(of)
  )
}

const state = (text: string) => repository.edit(tenant, /$/, `state: ${text}\n`)
const value = (name: string, ...path: readonly string[]) => at(objectsIn(root).get(name), ...path)

test(
  'adds a tenant',
  async () => {
    repository.write('tenants/fresh.yaml', 'owner: alice@example.com\nclusters: [production]\n')
    const step = await accepted()
    const own = step.files.filter(file => !file.startsWith('generated/production/tenants/fresh/'))
    expect(own.filter(file => !/\/(flux|argocd)\//.test(file))).toEqual([
      '.github/CODEOWNERS',
      'generated/production/shards/1/bootstrap/kustomization.yaml',
      'generated/production/shards/1/namespace/kustomization.yaml'
    ])
    expect(step.objects.removed).toEqual([])
    expect(step.objects.added).toEqual(
      expect.arrayContaining(['production Namespace fresh', 'production Profile fresh'])
    )
    expect(step.objects.added.every(name => /\bfresh\b/.test(name))).toBe(true)
    expect(step.objects.changed.filter(name => !/ (argocd|flux-system)\//.test(name))).toEqual([])
  },
  minutes
)

test(
  'changes an owner',
  async () => {
    repository.edit(tenant, 'owner: bob', 'owner: alice')
    const step = await accepted()
    expect(step.files).toEqual([
      `${there}/access.csv`,
      `${there}/bootstrap/objects.yaml`,
      `${there}/namespace/grants.yaml`
    ])
    expect(shown(step)).toEqual([
      '~ production AuthorizationPolicy reporting/models',
      '~ production Namespace reporting',
      '~ production Profile reporting',
      '~ production RoleBinding reporting/namespaceAdmin'
    ])
    const binding = 'production RoleBinding reporting/namespaceAdmin'
    expect([
      value('production Namespace reporting', 'metadata', 'annotations', 'owner'),
      value('production Profile reporting', 'spec', 'owner', 'name'),
      value(binding, 'metadata', 'annotations', 'user'),
      value(binding, 'subjects', '0', 'name')
    ]).toEqual(Array(4).fill('alice@example.com'))
  },
  minutes
)

describe('a member', () => {
  const grants = [`${there}/access.csv`, `${there}/namespace/grants.yaml`]
  const pair = (sign: string, member: string) => [
    `${sign} production AuthorizationPolicy reporting/user-${member}`,
    `${sign} production RoleBinding reporting/user-${member}`
  ]

  test(
    'is added',
    async () => {
      repository.edit(tenant, 'members:', 'members:\n  - {user: grace@example.com, role: edit}')
      const step = await accepted()
      expect(step.files).toEqual(grants)
      expect(shown(step)).toEqual([
        ...pair('+', 'grace-example-com-clusterrole-edit'),
        '~ production AuthorizationPolicy reporting/models'
      ])
    },
    minutes
  )

  test(
    'gets another role',
    async () => {
      repository.edit(tenant, 'role: validator', 'role: edit')
      const step = await accepted()
      expect(step.files).toEqual(grants)
      expect(shown(step)).toEqual([
        ...pair('+', 'frank-example-com-clusterrole-edit'),
        ...pair('-', 'frank-example-com-clusterrole-view')
      ])
    },
    minutes
  )

  test(
    'is removed',
    async () => {
      repository.edit(tenant, '  - {user: erin@example.com, role: admin}\n', '')
      const step = await accepted()
      expect(step.files).toEqual(grants)
      expect(shown(step)).toEqual([
        '~ production AuthorizationPolicy reporting/models',
        ...pair('-', 'erin-example-com-clusterrole-admin')
      ])
    },
    minutes
  )

  test(
    'expires with a warning, and is then removed from the file',
    async () => {
      const late = ['--today', '2027-04-01']
      const warned = await accepted(...late)
      expect([warned.checked.codes, warned.files]).toEqual([['expired-grant'], []])
      expect(await call(['expire', '--root', root, ...late])).toMatchObject({ status: 0 })
      const step = await accepted(...late)
      expect(step.checked.codes).toEqual([])
      const both = (sign: string, kind: string, name: string) =>
        ['production', 'staging'].map(cluster => `${sign} ${cluster} ${kind} fraud/${name}`)
      const [carol, dan] = ['carol', 'dan'].map(name => `user-${name}-example-com-clusterrole-view`)
      expect(shown(step).sort()).toEqual(
        [
          ...[carol, dan].flatMap(name => [
            ...both('-', 'AuthorizationPolicy', String(name)),
            ...both('-', 'RoleBinding', String(name))
          ]),
          ...both('~', 'AuthorizationPolicy', 'models')
        ].sort()
      )
    },
    minutes
  )
})

test(
  'changes a quota',
  async () => {
    repository.edit(tenant, 'owner: bob@example.com', 'owner: bob@example.com\nquota: small')
    const step = await accepted()
    expect(step.files).toEqual([
      `${there}/bootstrap/objects.yaml`,
      `${there}/namespace/objects.yaml`
    ])
    expect(shown(step)).toEqual([
      '~ production LimitRange reporting/tenantry',
      '~ production Profile reporting'
    ])
  },
  minutes
)

test(
  'suspends a tenant, and resumes it without a trace',
  async () => {
    const before = filesIn(root)
    const written = repository.read(tenant)
    state('suspended')
    const step = await accepted()
    expect(shown(step)).toEqual([
      '+ production AuthorizationPolicy reporting/suspended',
      '~ production Namespace reporting',
      '~ production Profile reporting',
      '~ production RoleBinding reporting/namespaceAdmin',
      ...[
        'models',
        'user-erin-example-com-clusterrole-admin',
        'user-frank-example-com-clusterrole-view'
      ].map(name => `- production AuthorizationPolicy reporting/${name}`),
      ...['erin-example-com-clusterrole-admin', 'frank-example-com-clusterrole-view'].map(
        name => `- production RoleBinding reporting/user-${name}`
      )
    ])
    expect(value('production Profile reporting', 'spec', 'resourceQuotaSpec', 'hard', 'pods')).toBe(
      '0'
    )
    expect(step.checked.text).toContain('`kubectl --namespace reporting delete pods --all`')
    repository.write(tenant, written)
    await accepted()
    expect(filesIn(root)).toEqual(before)
  },
  minutes
)

describe('a tenant', () => {
  const gone = (step: Step, where: string) => {
    const listed = [...first.keys()].filter(name => name.startsWith(`${where} `))
    const own = listed.filter(name => /\bchurn\b/.test(name)).sort()
    expect(step.objects.removed.map(({ name }) => name)).toEqual(own)
    expect(step.files.filter(file => file.includes('/shards/'))).toHaveLength(2)
  }

  test(
    'is removed from one cluster after its release there',
    async () => {
      await repository.run('remove', 'churn', '--from', 'staging', '--reason', 'A test')
      expect(repository.read('tenants/churn.yaml')).not.toContain('staging')
      const step = await accepted()
      gone(step, 'staging')
      expect(step.checked.codes).toEqual(['unused-leftover'])
      expect(step.checked.text).toContain(
        'on `staging`: artifacts in `s3://kubeflow-staging-artifacts/private-artifacts/churn`, `kubeflow/staging/tenants/churn/pipelines` in the secret store, and the IAM user whose key it is'
      )
    },
    minutes
  )

  test(
    'is removed from all clusters in two commits, which list what stays in AWS',
    async () => {
      repository.write('tenants/churn.yaml', 'owner: frank@example.com\nstate: released\n')
      const released = await accepted()
      // All that is in the namespace goes with it, and only then.
      const inside = [...objectsIn(root).keys()].filter(name => name.startsWith('production '))
      const own = inside.filter(name => / (Namespace|Profile) churn$| churn\//.test(name)).sort()
      expect(own.length).toBeGreaterThan(15)
      expect(shown(released)).toEqual(own.map(name => `~ ${name}`))
      await repository.run('remove', 'churn', '--reason', 'A test')
      const step = await accepted()
      expect(step.generated.text).toBe(step.checked.text)
      for (const what of [
        'on `production`: AWS role `kubeflow-production.tenant.churn`, artifacts in `s3://kubeflow-production-artifacts/private-artifacts/churn`',
        'on `staging`: artifacts in `s3://kubeflow-staging-artifacts/private-artifacts/churn`'
      ]) {
        expect(step.checked.text).toContain(what)
      }
      const rest = [...objectsIn(root).keys()].filter(name => /\bchurn\b/.test(name))
      expect(rest).toEqual([])
    },
    minutes
  )

  test(
    'is released, and a grant that is revoked later is reported to stay with Argo CD',
    async () => {
      state('released')
      await accepted()
      repository.edit(tenant, '  - {user: erin@example.com, role: admin}\n', '')
      const { text } = (await accepted()).checked
      for (const kind of ['AuthorizationPolicy', 'RoleBinding']) {
        const name = `${kind} reporting/user-erin-example-com-clusterrole-admin`
        expect(text).toContain(`\`${name}\`, with Argo CD`)
      }
    },
    minutes
  )

  test(
    'cannot be removed while it is protected',
    async () => {
      repository.remove(tenant)
      const { generated, checked, files } = await repository.commit()
      expect([generated.status, generated.codes, files]).toEqual([1, ['forbidden-removal'], []])
      expect([checked.status, checked.codes]).toEqual([1, ['forbidden-removal']])
      expect(generated.text).toContain('put it back with `state: released`, merge that')
    },
    minutes
  )

  test(
    'cannot be renamed, which would remove it too',
    async () => {
      repository.write('tenants/numbers.yaml', repository.read(tenant))
      repository.remove(tenant)
      const { generated, checked, files } = await repository.commit()
      expect([generated.status, checked.status, files]).toEqual([1, 1, []])
      expect(checked.codes).toEqual(['forbidden-removal'])
      expect(checked.text).toContain(
        'a namespace cannot be renamed: keep `reporting` beside `numbers`, move its contents, then write `state: released` for it, and remove it in a later commit'
      )
    },
    minutes
  )
})

test(
  'adds a cluster, and removes it after all its tenants were released',
  async () => {
    const before = filesIn(root)
    repository.edit(tenant, 'clusters: [production]', 'clusters: [production, staging]')
    const added = await accepted()
    expect(added.objects.removed).toEqual([])
    expect(added.objects.added.every(name => /^staging .*\breporting\b/.test(name))).toBe(true)
    repository.edit(tenant, '[production, staging]', '[production]')
    const hasty = await repository.commit()
    expect(hasty.generated.codes).toEqual(['forbidden-removal'])
    repository.edit(tenant, '[production]', '{production: {}, staging: {state: released}}')
    await accepted()
    repository.edit(tenant, '{production: {}, staging: {state: released}}', '[production]')
    expect((await repository.commit()).generated.codes).toEqual(['forbidden-removal'])
    repository.write(removals, 'tenants: {reporting: {clusters: [staging], reason: A test}}\n')
    await accepted()
    expect(filesIn(root)).toEqual(before)
  },
  minutes
)

test(
  'changes the number of shards in three commits, and in no other order',
  async () => {
    const tenants = (step: Step) =>
      shown(step).filter(line => !/ (argocd|flux-system|tenantry|ack-system)\//.test(line))
    repository.edit(cluster, 'shards: 2', 'shards: 3')
    const hasty = await repository.commit()
    expect(hasty.generated.codes).toEqual(['forbidden-reshard'])
    expect(hasty.checked.codes).toEqual(['forbidden-reshard'])
    git(root, 'reset', '--quiet', '--hard', 'HEAD~1')
    for (const [from, to] of [
      ['prune: true', 'prune: false'],
      ['shards: 2', 'shards: 3'],
      ['prune: false', 'prune: true']
    ] as const) {
      repository.edit(cluster, from, to)
      const step = await accepted()
      expect(step.checked.codes).toEqual([])
      expect(tenants(step)).toEqual([])
    }
    const moved = git(root, 'diff', '--name-only', 'HEAD~2', 'HEAD~1')
    expect(moved).toContain('generated/production/shards/2/namespace/kustomization.yaml')
  },
  minutes
)

describe('a cluster changes', () => {
  const own = (step: Step, sign: string) =>
    shown(step, ' smallest/').filter(line => line.startsWith(sign))

  test(
    "its pipelines from AWS to Kubeflow's bundled store and back",
    async () => {
      repository.edit('tenants/commerce/pricing.yaml', 'bucket: pricing', 'bucket: default')
      await accepted()
      const before = filesIn(root)
      const written = repository.read(cluster)
      repository.edit('tenants/commerce/pricing.yaml', ', bucket: default', '')
      repository.edit(cluster, /pipelines:\n( .*\n)+/, 'pipelines: {env: default}\n')
      const step = await accepted()
      expect(own(step, '-')).toEqual([
        '- production ConfigMap smallest/artifact-repositories',
        '- production ConfigMap smallest/kfp-launcher',
        '- production ConfigMap smallest/metadata-grpc-configmap',
        '- production Deployment smallest/ml-pipeline-ui-artifact',
        '- production Service smallest/ml-pipeline-ui-artifact'
      ])
      const label = ['metadata', 'labels', 'pipelines.kubeflow.org/enabled']
      expect(value('production Namespace smallest', ...label)).toBe('true')
      expect(step.checked.text).toContain(
        'artifacts in `s3://kubeflow-production-artifacts/private-artifacts/smallest`'
      )
      expect(step.checked.text).toContain('AWS role `kubeflow-production.tenant.smallest`')
      repository.write(cluster, written)
      const back = await accepted()
      expect(own(back, '+')).toEqual(own(step, '-').map(line => line.replace('-', '+')))
      expect(value('production Namespace smallest', ...label)).toBe('false')
      expect(filesIn(root)).toEqual(before)
    },
    2 * minutes
  )

  test(
    'its bucket, with a warning about the old one',
    async () => {
      repository.edit('tenants/commerce/pricing.yaml', ', bucket: pricing', '')
      const step = await accepted()
      expect(shown(step).filter(line => !/^~/.test(line))).toEqual([])
      expect(step.checked.text).toContain(
        'artifacts in `s3://pricing-artifacts/private-artifacts/pricing`'
      )
    },
    minutes
  )

  test(
    'its S3 keys to roles, with a warning about the IAM user',
    async () => {
      repository.edit(
        'platform/clusters/staging.yaml',
        'credentials: static',
        'credentials: keyless'
      )
      const step = await accepted()
      expect(own(step, '-')).toEqual([
        '- staging ExternalSecret smallest/mlpipeline-minio-artifact',
        '- staging SecretStore smallest/tenantry',
        '- staging ServiceAccount smallest/tenantry-secrets'
      ])
      expect(step.checked.text).toContain(
        '`kubeflow/staging/tenants/smallest/pipelines` in the secret store, and the IAM user whose key it is'
      )
    },
    minutes
  )

  test(
    'its identity mode, and keeps the roles',
    async () => {
      repository.edit(cluster, 'identity: podIdentity', 'identity: irsa')
      const step = await accepted()
      expect(shown(step, 'smallest')).toEqual([
        '~ production NetworkPolicy smallest/egress',
        '~ production Role ack-system/tenant.smallest',
        '~ production ServiceAccount smallest/default-editor',
        '- production PodIdentityAssociation ack-system/smallest.default-editor'
      ])
      expect(step.checked.codes).toEqual([])
    },
    minutes
  )

  test(
    'its engine from Flux to Argo CD, through a phase with both',
    async () => {
      const staging = 'platform/clusters/staging.yaml'
      const name = 'staging RoleBinding smallest/tenantry-namespace'
      const homes = () =>
        (value(name, 'subjects') as readonly { readonly namespace: string }[]).map(
          ({ namespace }) => namespace
        )
      expect(homes()).toEqual(['flux-system'])
      repository.edit(staging, 'flux: true', 'flux: true, argocd: true')
      const both = await accepted()
      expect(both.objects.removed).toEqual([])
      expect(both.objects.added).toContain('staging ApplicationSet argocd/tenants-namespace')
      expect(both.objects.added.filter(each => !each.includes(' argocd/'))).toEqual([
        'staging Namespace argocd',
        'staging Namespace flux-system'
      ])
      expect([shown(both, ' smallest'), homes()]).toEqual([
        [`~ ${name}`],
        ['flux-system', 'argocd']
      ])

      repository.edit(staging, 'flux: true, argocd: true', 'flux: false, argocd: true')
      const step = await accepted()
      expect([shown(step, ' smallest'), homes()]).toEqual([[`~ ${name}`], ['argocd']])
      const gone = step.objects.removed.map(({ name }) => name)
      expect(gone.filter(each => !each.includes(' flux-system/'))).toEqual([
        'staging HelmRelease kube-system/cluster-autoscaler',
        'staging HelmRepository kube-system/cluster-autoscaler',
        'staging Namespace argocd',
        'staging Namespace flux-system'
      ])
      expect(step.objects.added).toEqual(['staging Application argocd/cluster-autoscaler'])
      expect(gone).toContain('staging Kustomization flux-system/shard-0-namespace')
      const left = Object.keys(filesIn(root)).filter(path => path.startsWith('staging/flux'))
      expect(left).toEqual([])
    },
    minutes
  )
})

test(
  'removes a volume from a file, and keeps its claim and data',
  async () => {
    repository.edit('tenants/commerce/pricing.yaml', '  - {name: cache, size: 50Gi}\n', '')
    const step = await accepted()
    expect(shown(step)).toEqual([
      '- production PersistentVolumeClaim pricing/cache',
      '- staging PersistentVolumeClaim pricing/cache'
    ])
    expect(step.checked.text).toContain(
      '`PersistentVolumeClaim pricing/cache`, the disk of claim `cache`'
    )
  },
  minutes
)

test(
  'fails these tests if something is orphaned without a warning',
  async () => {
    repository.remove(tenant)
    repository.write(removals, 'tenants: {reporting: {reason: A test, unprotected: true}}\n')
    const step = await repository.commit()
    const silent = {
      ...step,
      generated: { ...step.generated, text: '' },
      checked: { ...step.checked, text: '' }
    }
    expect(orphans(root, silent)).toContain(
      'production Namespace reporting stays, and nobody was told'
    )
    rmSync(join(root, 'generated/production/shards/0/bootstrap/kustomization.yaml'))
    expect(orphans(root, step).length).toBeGreaterThan(0)
  },
  minutes
)
