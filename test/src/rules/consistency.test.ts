import { describe, expect, test } from 'vitest'
import { policy } from '../../../src/diagnostics/codes.ts'
import { meaningOf, reservedBy } from '../../../src/kubernetes/reserved.ts'
import { compileTexts, diagnose } from '../../support/compile-texts.ts'

/** Ignores diagnostics about the policy. */
const judge = (texts: Readonly<Record<string, string>>) =>
  diagnose(texts).filter(line => !Object.hasOwn(policy, line.split(' ')[0] ?? ''))

const tenant = (rest: string, name = 'fraud') => ({
  [`tenants/${name}.yaml`]: `owner: alice@example.com\n${rest}`
})

const cluster = (name: string, rest = '') => ({
  [`platform/clusters/${name}.yaml`]: `kubeflow: "26.03"
domain: ${name}.example.com
identity: {provider: {external: {issuer: https://login.example.com, clientId: kubeflow}}}
gitops: {repository: https://github.com/example/tenants}
${rest || `aws: {account: "111122223333", region: eu-central-1, eks: ${name}}`}
`
})

const share = 'storage: {shares: {data: "fs-0123456789abcdef0::fsap-0123456789abcdef0"}}'
const aws = (name: string, more = '') =>
  `aws: {account: "111122223333", region: eu-central-1, eks: ${name}${more}}`

const issuer =
  ', oidcProvider: oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF'

describe('accepts', () => {
  test.each([
    ['environments that agree', 'env: {A: x, B: "1"}', 'env: {A: x, B: 1}'],
    ['environments with a secret in common', 'secrets: [keys]', 'secrets: [keys]'],
    ['one volume at one folder', 'volumes: [data]', 'volumes: [{name: data, mount: /mnt/data}]'],
    [
      'a secret as variables here, as files there',
      'secrets: [keys]',
      'secrets: [{name: keys, mount: /keys}]'
    ],
    ['one toleration twice', 'tolerations: [{key: a}]', 'tolerations: [{key: a, operator: Equal}]'],
    ['an account that only one of them names', 'serviceAccount: trainer', 'env: {A: x}'],
    [
      'folders inside those of Kubeflow',
      'volumes: [{name: data, mount: /home/jovyan/data}]',
      'volumes: [{name: other, mount: /tmp}]'
    ],
    [
      'single folders of the system',
      'secrets: [{name: keys, mount: /etc/license}]',
      'volumes: [{name: data, mount: /opt/data}]'
    ],
    ['AWS variables that name no role', 'env: {AWS_REGION: eu-central-1}', 'env: {AWS_PROFILE: x}'],
    [
      'variables that say where a secret is',
      'env: {TOKEN_FILE: /keys/token}',
      'env: {PASSWORD: /keys/pw}'
    ],
    ['variables of variables', 'env: {DIR: $(HOME)/x}', 'env: {PRICE: "$5"}'],
    ['the name of a pool that the tenant does not use', 'description: one', 'env: {A: x}']
  ])('%s', (_, one, two) => {
    const rest = `aws: {serviceAccounts: [trainer]}
secrets: [{name: keys, from: db-password, keys: {PASSWORD: password, USER: user}}]
volumes: [{name: data, size: 10Gi}, {name: other, size: 10Gi}]
environment:
  - {name: pool-gpu-spot, ${one}}
  - {name: two, ${two}}
`
    expect(judge(tenant(rest))).toEqual([])
  })

  test.each([
    [
      'a quota for one notebook exactly',
      '{preset: small, cpu: 510m, memory: 1064Mi, storage: 10Gi, pods: 1, claims: 1}'
    ],
    ['a quota without notebooks', '{preset: small, notebooks: 0, storage: 0, claims: 0}'],
    ['a quota without disks', '{preset: small, claims: 0}'],
    ['... or without room on them', '{preset: small, storage: 0}'],
    ['fractions where there are some', '{preset: small, cpu: "7.5", memory: 0.5Ti}'],
    [
      'names of Kubernetes',
      '{preset: small, limits.cpu: 64, requests.ephemeral-storage: 100Gi, configmaps: 50}'
    ],
    ['objects', '{preset: small, count/deployments.apps: 5, count/services: 0}'],
    [
      'one storage class',
      '{preset: small, gp3.storageclass.storage.k8s.io/requests.storage: 100Gi}'
    ],
    ['another device', '{preset: small, requests.habana.ai/gaudi: 8}'],
    ['huge pages', '{preset: small, hugepages-2Mi: 1Gi}']
  ])('%s', (_, quota) => {
    expect(judge(tenant(`quota: ${quota}\n`))).toEqual([])
  })

  test.each([
    ['limits as large as the sidecar', '{max: {cpu: 2, memory: 1Gi}}'],
    ['... and as small', '{min: {cpu: 10m, memory: 40Mi}}'],
    ['limits that are all one', '{default: {cpu: 2}, request: {cpu: 2}, max: {cpu: 2}}'],
    ['a request alone', '{request: {cpu: 100m}}'],
    ['no limits', '{}']
  ])('%s', (_, limits) => {
    expect(judge(tenant(`quota: small\nlimits: ${limits}\n`))).toEqual([])
  })

  test("a quota that is smaller than its preset's maximum for one container", () => {
    expect(judge(tenant('quota: {preset: small, cpu: 3, memory: 8Gi}\n'))).toEqual([])
  })

  test('a role and a share of one tenant on two clusters', () => {
    const more = ', roles: {mine: "arn:aws:iam::111122223333:role/mine"}'
    const files = {
      ...tenant('aws: {role: mine}\nvolumes: [{name: data, share: data, size: 1Gi}]\n'),
      ...cluster('production', `${aws('one', more)}\n${share}`),
      ...cluster('staging', `${aws('two', more)}\n${share}`)
    }
    expect(judge(files)).toEqual([])
  })

  test('clusters with the same prefix in two accounts', () => {
    const pipelines =
      'pipelines: {env: aws, database: {host: db.example.com, engine: "8.0", secret: rds}, buckets: {default: artifacts}}\nsecrets: {externalSecrets: {prefix: kubeflow}}'
    const other = aws('kubeflow', issuer).replace('111122223333', '444455556666')
    const files = {
      ...tenant(''),
      ...cluster('production', `${aws('kubeflow', issuer)}\n${pipelines}`),
      ...cluster('staging', `${other}\n${pipelines}`)
    }
    expect(judge(files)).toEqual([])
  })

  test('settings that say where secrets are', () => {
    const files = {
      ...tenant('pipelines: {enabled: false}\n'),
      ...cluster(
        'production',
        `${aws('kubeflow', issuer)}
pipelines: {env: aws, database: {host: db.example.com, engine: "8.0", secret: platform/rds-password}, buckets: {default: artifacts}}
secrets: {externalSecrets: {prefix: kubeflow}}`
      )
    }
    expect(judge(files)).toEqual([])
  })
})

test('counts the policies of a role by what AWS allows in the account', () => {
  const codes = (count: number, more = '') => {
    const names = Array.from({ length: count }, (_, at) => `policy-${at}`)
    const arns = names.map(name => `${name}: "arn:aws:iam::111122223333:policy/${name}"`)
    const files = {
      ...tenant(`aws: {policies: [${names.join(', ')}]}\n`),
      ...cluster('production', aws('kubeflow', `, policies: {${arns.join(', ')}}${more}`))
    }
    return judge(files).map(line => line.split(' ')[0])
  }
  expect(codes(10)).toEqual([])
  expect(codes(11)).toEqual(['invalid-policies'])
  expect(codes(20, ', limits: {policies: 20}')).toEqual([])
  expect(codes(21, ', limits: {policies: 20}')).toEqual(['invalid-policies'])
  expect(codes(1, ', limits: {policies: 21}')).toEqual(['invalid-value'])
})

test('lets the name of a platform role have 64 letters, and none where nothing needs one', () => {
  const secrets = 'secrets: {externalSecrets: {prefix: kubeflow}}'
  const prefix = (length: number, more: string) =>
    judge({
      ...tenant(''),
      ...cluster('production', `${aws('x'.repeat(length), issuer)}\n${more}`)
    })
  const account = '.service.tenantry-platform'
  expect(prefix(64 - account.length, secrets)).toEqual([])
  expect(prefix(65 - account.length, secrets)).toEqual([
    `invalid-role-name platform/clusters/production.yaml ${'x'.repeat(65 - account.length)}`
  ])
  expect(prefix(63, '')).toEqual([])
})

test('refuses each role of a tenant that any cluster of the account mentions, and no other', () => {
  const codes = (role: string, account: string) => {
    const arn = `arn:aws:iam::${account}:role/any/path/${role}`
    const other = `aws: {account: "${account}", region: eu-central-1, eks: other, access: {us: {role: "${arn}", may: view}}}`
    const file = {
      ...tenant('secrets: [{name: key, from: key}]\naws: {read: ["s3://data"]}\n', 'admin'),
      'platform/policy.yaml': '- {tenants: ["*"], buckets: ["s3://data"], quota: {cpu: 64}}\n',
      ...cluster(
        'production',
        `${aws('kubeflow', issuer)}\nsecrets: {externalSecrets: {prefix: x}}`
      ),
      ...cluster('staging', other)
    }
    return judge(file).filter(found => found.startsWith('conflicting-role-name'))
  }
  const here = '111122223333'
  for (const role of ['tenant.admin', 'secrets.admin', 'TENANT.Admin']) {
    expect(codes(`kubeflow.${role}`, here)).toHaveLength(1)
    expect(codes(`kubeflow.${role}`, '444455556666')).toEqual([])
  }
  // What older versions called such a role is nobody's now.
  expect(codes('kubeflow-admin', here)).toEqual([])
  expect(codes('kubeflow.tenant.other', here)).toEqual([])
})

test('rejects a share of two tenants on two clusters too', () => {
  const files = {
    ...tenant('clusters: [production]\nvolumes: [{name: data, share: data, size: 1Gi}]\n'),
    ...tenant('clusters: [staging]\nvolumes: [{name: data, share: data, size: 1Gi}]\n', 'pricing'),
    ...cluster('production', `${aws('one')}\n${share}`),
    ...cluster('staging', `${aws('two')}\n${share}`)
  }
  expect(judge(files)).toEqual(['duplicate-share tenants/pricing.yaml data'])
})

test('checks the result of merging a cluster entry', () => {
  const files = {
    ...tenant(`quota: {preset: small, gpu: 1}
clusters:
  production: {quota: {requests.nvidia.com/gpu: 2}}
`)
  }
  expect(judge(files)).toEqual(['invalid-resource tenants/fraud.yaml 2'])
})

describe('a secret is never shown', () => {
  const token = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`

  test.each([
    ['where it is refused', `owner: alice@example.com\ndescription: ${token}\n`],
    ['as a person', `owner: ${token}\n`],
    ['in a field that does not exist', `owner: alice@example.com\ntoken: ${token}\n`],
    ['beside a mistake', `owner: alice@example.com\nannotations: {a b: ${token}}\n`],
    ['where YAML ends', `owner: "${token}\n`]
  ])('%s', (_, text) => {
    const { diagnostics } = compileTexts({ 'tenants/fraud.yaml': text })
    expect(diagnostics.length).toBeGreaterThan(0)
    const lines = diagnostics.flatMap(({ message, help = '', at }) => {
      const from = at.source.text.lastIndexOf('\n', at.start - 1) + 1
      return [message, help, at.source.text.slice(from).split('\n')[0] ?? '']
    })
    expect(lines.join('\n')).not.toContain(token.slice(4))
  })

  test('but other values are', () => {
    const text = 'owner: alice\ndescription: the password is in the store\n'
    const [found] = compileTexts({ 'tenants/fraud.yaml': text }).diagnostics
    expect(found?.at.source.text).toBe(text)
  })
})

test.each([
  ...['default', 'kube-system', 'kube-x', 'istio-ingress', 'knative-serving', 'cert-manager'],
  ...['flux-system', 'argocd', 'external-secrets', 'karpenter', 'ack-system', 'amazon-cloudwatch'],
  ...['kubeflow', 'kubeflow-system', 'auth', 'oauth2-proxy', 'jobset-system', 'monitoring'],
  ...['tenantry', 'tenantry-x', 'gatekeeper-system']
])('namespace %s is reserved', name => expect(reservedBy(name)).toBeDefined())

test.each([
  ...['fraud', 'defaults', 'kubernetics', 'istiology', 'authors', 'argonauts', 'fluxes'],
  ...['kubeflow-demo', 'recommender-system', 'monitoring-models', 'awsome', 'constructor']
])('namespace %s is free', name => expect(reservedBy(name)).toBeUndefined())

test.each([
  ...['owner', 'istio-injection', 'control-plane', 'pod-security.kubernetes.io/enforce'],
  ...['a.b.k8s.io/x', 'kubeflow.org/x', 'istio.io/rev', 'kustomize.toolkit.fluxcd.io/prune'],
  ...['argocd.argoproj.io/sync-options', 'tenantry.dev/tenant', 'services.k8s.aws/region'],
  ...['karpenter.sh/do-not-disrupt', 'eks.amazonaws.com/role-arn', 'serving.knative.dev/x']
])('key %s has a meaning', key => expect(meaningOf(key)).toBeDefined())

test.each([
  ...['cost-center', 'team', 'example.com/owner', 'example.com/istio.io', 'notistio.io/x'],
  ...['istio.io.example.com/x', 'constructor', '__proto__', 'io/x']
])('key %s is free', key => expect(meaningOf(key)).toBeUndefined())
