import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { isLetIn } from '../../mesh/decide.ts'
import { dangling } from '../../overlay/dangling.ts'
import { additions } from '../../overlay/patches.ts'
import { platform } from '../../overlay/platform.ts'
import { at, find, list, nameOf, type Thing } from '../../overlay/thing.ts'
import { variables } from '../../overlay/variables.ts'

const production = 'platform/clusters/production.yaml'
const server = ['Deployment kubeflow/ml-pipeline', 'ml-pipeline-api-server'] as const
const ui = ['Deployment kubeflow/ml-pipeline-ui', 'ml-pipeline-ui'] as const

const example = platform()
const shared = platform({
  [production]: text => text.replace('env: aws', 'env: aws\n  artifactProxy: false'),
  'platform/clusters/staging.yaml': text =>
    text.replace('credentials: static', 'credentials: static\n  artifactProxy: false')
})
const irsa = platform({
  [production]: text => text.replace('identity: podIdentity', 'identity: irsa')
})
const own = platform({
  [production]: text =>
    text
      .replace('env: aws', 'env: default')
      .replace(
        /cognito: \{.*\}/,
        'external: {issuer: https://login.example.com, clientId: kubeflow}'
      )
      .replace('registration: closed', 'registration: closed\n  header: x-user\n  prefix: "corp:"')
})

const keyless = example.build('production', 'pipelines')
const byKey = example.build('staging', 'pipelines')

test('patches only settings that Kubeflow has or reads', () => {
  const fresh = [
    'Deployment kubeflow/ml-pipeline ml-pipeline-api-server OBJECTSTORECONFIG_REGION',
    ...[
      'AWS_REGION',
      'AWS_S3_ENDPOINT',
      'ARGO_ARCHIVE_ARTIFACTORY',
      'ARGO_ARCHIVE_BUCKETNAME',
      'ARGO_KEYFORMAT'
    ].map(name => `Deployment kubeflow/ml-pipeline-ui ml-pipeline-ui ${name}`),
    'ConfigMap kubeflow/kfp-launcher providers'
  ]
  const { patches, base } = keyless
  expect(additions(patches, base).sort()).toEqual(fresh.sort())
  expect(additions(byKey.patches, byKey.base).sort()).toEqual(fresh.sort())
})

describe('the database', () => {
  const host = 'kubeflow.abcdefg.eu-central-1.rds.amazonaws.com'

  test('is known to every part that reads it', () => {
    const { objects } = keyless
    const mlmd = variables(objects, 'Deployment kubeflow/metadata-grpc-deployment', 'container')
    const cache = variables(objects, 'Deployment kubeflow/cache-server', 'server')
    expect(variables(objects, ...server)).toMatchObject({
      DBCONFIG_MYSQLCONFIG_HOST: host,
      DBCONFIG_MYSQLCONFIG_PORT: '3306',
      DBCONFIG_MYSQLCONFIG_DBNAME: 'mlpipeline',
      DBCONFIG_MYSQLCONFIG_USER: 'Secret mysql-secret username',
      DBCONFIG_MYSQLCONFIG_PASSWORD: 'Secret mysql-secret password',
      DBCONFIG_HOST: host,
      DBCONFIG_PORT: '3306'
    })
    expect(mlmd).toMatchObject({ MYSQL_HOST: host, MYSQL_PORT: '3306', MYSQL_DATABASE: 'metadb' })
    expect(cache).toMatchObject({ DBCONFIG_HOST_NAME: host, DBCONFIG_DB_NAME: 'cachedb' })
  })

  test("has its password in the platform's part of the secret store", () => {
    const { spec } = find(keyless.objects, 'ExternalSecret kubeflow/mysql-secret')
    expect(
      list(spec, 'data').map(({ secretKey, remoteRef }) => [secretKey, at(remoteRef, 'key')])
    ).toEqual([
      ['username', 'kubeflow/production/rds'],
      ['password', 'kubeflow/production/rds']
    ])
  })
})

describe.each([
  ['by roles', keyless],
  ['by a key', byKey]
] as const)('on AWS %s', (_, built) => {
  test('leaves nothing of the bundled database and store', () => {
    const left = built.objects
      .map(nameOf)
      .filter(name => /mysql|seaweed|minio|metacontroller|profile-controller/.test(name))
    expect(left.filter(name => !name.startsWith('ExternalSecret '))).toEqual([])
    expect(JSON.stringify(built.objects)).not.toContain('seaweedfs')
  })

  test('leaves no reference to removed objects, and no secret', () => {
    const before = new Set(dangling(built.base))
    expect(dangling(built.objects).filter(each => !before.has(each))).toEqual([])
    expect(built.objects.filter(({ kind }) => kind === 'Secret')).toEqual([])
  })

  test('gives the UI no key and no right to read secrets, and leaves artifacts to tenants', () => {
    const seen = variables(built.objects, ...ui)
    expect(seen).toMatchObject({
      MINIO_ACCESS_KEY: '',
      MINIO_SECRET_KEY: '',
      ARTIFACTS_SERVICE_PROXY_ENABLED: 'true'
    })
    expect(Object.keys(seen)).not.toContain('AWS_ACCESS_KEY_ID')
    for (const kind of ['ClusterRole ', 'Role kubeflow/']) {
      const { rules } = find(built.objects, `${kind}ml-pipeline-ui`)
      expect(JSON.stringify(rules)).not.toContain('secrets')
      expect(list(rules).length).toBeGreaterThan(3)
    }
    expect(
      find(built.objects, 'ServiceAccount kubeflow/ml-pipeline-ui').metadata.annotations
    ).toBeUndefined()
  })
})

describe('S3', () => {
  const region = 'eu-central-1'
  const host = `s3.${region}.amazonaws.com`

  test('is reached at the regional endpoint, by role only if both keys exist and are empty', () => {
    expect(variables(keyless.objects, ...server)).toMatchObject({
      OBJECTSTORECONFIG_SECURE: 'true',
      OBJECTSTORECONFIG_HOST: host,
      OBJECTSTORECONFIG_PORT: '',
      OBJECTSTORECONFIG_REGION: region,
      OBJECTSTORECONFIG_BUCKETNAME: 'kubeflow-production-artifacts',
      OBJECTSTORECONFIG_ACCESSKEY: '',
      OBJECTSTORECONFIG_SECRETACCESSKEY: ''
    })
  })

  test('is reached by a key from External Secrets otherwise', () => {
    expect(variables(byKey.objects, ...server)).toMatchObject({
      OBJECTSTORECONFIG_HOST: host,
      OBJECTSTORECONFIG_BUCKETNAME: 'kubeflow-staging-artifacts',
      OBJECTSTORECONFIG_ACCESSKEY: 'Secret mlpipeline-minio-artifact accesskey',
      OBJECTSTORECONFIG_SECRETACCESSKEY: 'Secret mlpipeline-minio-artifact secretkey'
    })
    const { spec } = find(byKey.objects, 'ExternalSecret kubeflow/mlpipeline-minio-artifact')
    expect(at(spec, 'data', 0, 'remoteRef', 'key')).toBe('kubeflow/staging/pipelines')
  })

  const s3Of = ({ objects }: typeof keyless) => {
    const { data } = find(objects, 'ConfigMap kubeflow/workflow-controller-configmap')
    return (load(data?.artifactRepository ?? '') as { s3: object }).s3
  }

  test('keeps the artifacts of tenants apart, where the UI looks for them', () => {
    const keyFormat =
      'private-artifacts/{{workflow.namespace}}/{{workflow.name}}/{{workflow.creationTimestamp.Y}}/{{workflow.creationTimestamp.m}}/{{workflow.creationTimestamp.d}}/{{pod.name}}'
    const where = { endpoint: host, region, keyFormat }
    const key = (key: string) => ({ name: 'mlpipeline-minio-artifact', key })
    expect(s3Of(keyless)).toEqual({
      ...where,
      bucket: 'kubeflow-production-artifacts',
      useSDKCreds: true
    })
    expect(s3Of(byKey)).toEqual({
      ...where,
      bucket: 'kubeflow-staging-artifacts',
      accessKeySecret: key('accesskey'),
      secretKeySecret: key('secretkey')
    })
    expect(variables(keyless.objects, ...ui)).toMatchObject({
      AWS_REGION: region,
      AWS_S3_ENDPOINT: host,
      ARGO_ARCHIVE_ARTIFACTORY: 's3',
      ARGO_ARCHIVE_BUCKETNAME: 'kubeflow-production-artifacts',
      ARGO_KEYFORMAT: keyFormat
    })
  })

  test('is known to the launcher and to viewers', () => {
    const launcher = find(keyless.objects, 'ConfigMap kubeflow/kfp-launcher').data
    expect(launcher?.defaultPipelineRoot).toMatch(
      /^s3:\/\/kubeflow-production-artifacts\/private-artifacts\//
    )
    expect(at(load(launcher?.providers ?? ''), 's3', 'default')).toMatchObject({
      endpoint: host,
      credentials: { fromEnv: true }
    })
    const { data } = find(keyless.objects, 'ConfigMap kubeflow/ml-pipeline-ui-configmap')
    expect(JSON.parse(data?.['viewer-pod-template.json'] ?? '').spec).toEqual({
      serviceAccountName: 'default-editor',
      containers: [{ env: [{ name: 'AWS_REGION', value: region }] }]
    })
  })
})

describe('roles', () => {
  const arn =
    'arn:aws:iam::111122223333:role/tenantry/kubeflow-production/platform/kubeflow-production.service.ml-pipeline'

  test('come from Pod Identity associations', () => {
    const { spec, metadata } = find(
      keyless.objects,
      'PodIdentityAssociation ack-system/kubeflow.ml-pipeline'
    )
    expect(metadata.labels).toEqual({ 'app.kubernetes.io/managed-by': 'tenantry' })
    expect(spec).toEqual({
      clusterName: 'kubeflow-production',
      namespace: 'kubeflow',
      serviceAccount: 'ml-pipeline',
      roleARN: arn
    })
    expect(
      find(keyless.objects, 'ServiceAccount kubeflow/ml-pipeline').metadata.annotations
    ).toBeUndefined()
  })

  test('come from annotations with IRSA', () => {
    const { objects } = irsa.build('production', 'pipelines')
    const { annotations } = find(objects, 'ServiceAccount kubeflow/ml-pipeline').metadata
    expect(annotations?.['eks.amazonaws.com/role-arn']).toBe(arn)
    expect(objects.map(nameOf).filter(name => name.startsWith('PodIdentity'))).toEqual([])
    const trust = JSON.parse(
      String(find(objects, 'Role ack-system/service.ml-pipeline').spec?.assumeRolePolicyDocument)
    )
    expect(
      Object.values(at(trust, 'Statement', 0, 'Condition', 'StringEquals') as object)
    ).toContainEqual(['system:serviceaccount:kubeflow:ml-pipeline'])
  })

  test('do not exist where keys are used', () => {
    expect(
      byKey.objects.filter(({ apiVersion }) => apiVersion.includes('services.k8s.aws'))
    ).toEqual([])
    expect(
      find(byKey.objects, 'ServiceAccount kubeflow/ml-pipeline').metadata.annotations
    ).toBeUndefined()
  })

  // It follows any key that a tenant writes into the status of a Workflow.
  test('let the server write uploads, and read nothing of what runs created', () => {
    const { spec } = find(keyless.objects, 'Role ack-system/service.ml-pipeline')
    expect(spec?.permissionsBoundary).toBe(
      'arn:aws:iam::111122223333:policy/kubeflow-platform-boundary'
    )
    const { Statement } = JSON.parse(String(at(spec, 'inlinePolicies', 'tenantry')))
    const bucket = 'arn:aws:s3:::kubeflow-production-artifacts'
    expect(Statement).toEqual([
      { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: [bucket] },
      {
        Effect: 'Allow',
        Action: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
        Resource: [`${bucket}/pipelines/*`]
      }
    ])
  })
})

describe('a UI that serves artifacts itself', () => {
  test('has a role that reads those of all tenants', () => {
    const { objects } = shared.build('production', 'pipelines')
    expect(variables(objects, ...ui).ARTIFACTS_SERVICE_PROXY_ENABLED).toBe('false')
    const { Statement } = JSON.parse(
      String(
        at(
          find(objects, 'Role ack-system/service.ml-pipeline-ui').spec,
          'inlinePolicies',
          'tenantry'
        )
      )
    )
    expect(Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['s3:GetObject'],
        Resource: [
          'arn:aws:s3:::kubeflow-production-artifacts/private-artifacts/*',
          'arn:aws:s3:::pricing-artifacts/private-artifacts/*'
        ]
      }
    ])
  })

  test('has the key under both names that it reads', () => {
    const seen = variables(shared.build('staging', 'pipelines').objects, ...ui)
    for (const name of ['MINIO_ACCESS_KEY', 'AWS_ACCESS_KEY_ID']) {
      expect(seen[name]).toBe('Secret mlpipeline-minio-artifact accesskey')
    }
  })
})

describe('the server of metadata', () => {
  const pod = { namespace: 'kubeflow', labels: { component: 'metadata-grpc-server' } }
  const call = (principal?: string) => ({ port: 8080, ...(principal && { principal }) })
  const account = (name: string) => `cluster.local/ns/${name.replace('/', '/sa/')}`

  test.each([
    ['on AWS', keyless],
    ['as Kubeflow has it', own.build('production', 'pipelines')]
  ])('answers steps of pipelines and Kubeflow, and nothing else in the mesh, %s', (_, built) => {
    const name = 'AuthorizationPolicy kubeflow/metadata-grpc-service'
    const isIn = (things: readonly Thing[], principal?: string) =>
      isLetIn([find(things, name)], pod, call(principal))
    const notebook = account('fraud/default-editor')
    expect(isIn(built.base, notebook)).toBe(true)
    expect(isIn(built.objects, notebook)).toBe(false)
    expect(isIn(built.objects, account('ci/deployer'))).toBe(false)
    // Steps have no sidecar, and neither has the way in from browsers.
    expect(isIn(built.objects)).toBe(true)
    expect(isIn(built.objects, account('kubeflow/kubeflow-pipelines-metadata-writer'))).toBe(true)
    const { spec } = find(built.objects, 'Deployment kubeflow/metadata-grpc-deployment')
    expect(at(spec, 'template', 'metadata', 'labels')).toMatchObject(pod.labels)
  })

  test.each([
    ['production', 'env: aws'],
    ['staging', 'env: aws'],
    ['production', 'env: default']
  ] as const)('is gone without a trace where it is switched off: %s, %s', (cluster, env) => {
    const off = platform({
      [`platform/clusters/${cluster}.yaml`]: text =>
        text.replace('env: aws', `${env}\n  metadata: off`)
    })
    const { objects, base } = off.build(cluster, 'pipelines')
    const left = objects.map(nameOf).filter(name => /metadata/.test(name))
    expect(left).toEqual([])
    expect(base.map(nameOf).filter(name => /metadata/.test(name))).toHaveLength(16)
    const before = new Set(dangling(base))
    expect(dangling(objects).filter(each => !before.has(each))).toEqual([])
    for (const each of [server, ui]) find(objects, each[0])
  })
})

describe('the bundled database and store', () => {
  const { objects, base } = own.build('production', 'pipelines')

  test('stay as they are', () => {
    expect(objects.map(nameOf).sort()).toEqual(base.map(nameOf).sort())
    expect(variables(objects, ...server).OBJECTSTORECONFIG_HOST).toBe('seaweedfs.kubeflow')
  })

  test('keep their disks if they are removed', () => {
    expect(disksOf(objects)).toEqual([
      ['mysql-pv-claim', 'disabled', 'Prune=false,Delete=false'],
      ['seaweedfs-pvc', 'disabled', 'Prune=false,Delete=false']
    ])
    expect(disksOf(own.build('production', 'katib').objects)).toEqual([
      ['katib-mysql', 'disabled', 'Prune=false,Delete=false']
    ])
  })

  test("only get the cluster's header", () => {
    for (const [workload, container] of [server, ui]) {
      expect(variables(objects, workload, container)).toMatchObject({
        KUBEFLOW_USERID_HEADER: 'x-user',
        KUBEFLOW_USERID_PREFIX: 'corp:'
      })
    }
    expect(JSON.stringify(base)).toContain('kubeflow-userid')
    expect(JSON.stringify(objects)).not.toContain('kubeflow-userid')
  })
})

function disksOf(objects: readonly Thing[]) {
  const claims = objects.filter(({ kind }) => kind === 'PersistentVolumeClaim')
  return claims.map(({ metadata: { name, annotations } }) => [
    name,
    annotations?.['kustomize.toolkit.fluxcd.io/prune'],
    annotations?.['argocd.argoproj.io/sync-options']
  ])
}

test.each([
  ['with keys of its own', own.build('production', 'pipelines')],
  ['without keys', keyless],
  ['with keys', byKey]
])('lets only those who may run code start one by a Viewer, %s', (_, { objects }) => {
  const rightsOf = (role: string) =>
    list(find(objects, `ClusterRole aggregate-to-kubeflow-pipelines-${role}`), 'rules').filter(
      ({ resources }) => ['viewers', 'visualizations'].includes(String((resources as string[])[0]))
    )
  expect(rightsOf('view')).toEqual([
    { apiGroups: ['kubeflow.org'], resources: ['viewers'], verbs: ['get'] }
  ])
  expect(rightsOf('edit')).toEqual([
    { apiGroups: ['kubeflow.org'], resources: ['viewers'], verbs: ['create', 'delete'] },
    { apiGroups: ['pipelines.kubeflow.org'], resources: ['visualizations'], verbs: ['create'] }
  ])
})
