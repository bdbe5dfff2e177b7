import type { Static } from 'typebox'
import { isPartition, partitions } from './arn.ts'
import { choice, either, fields, flag, list, map, quantity, text, whole } from './fields.ts'

const aws = fields(
  {
    account: text('aws-account', {
      description: 'The account, quoted',
      examples: ['111122223333']
    }),
    region: text('region', { description: 'The region', examples: ['eu-central-1'] }),
    partition: choice(Object.keys(partitions).filter(isPartition), {
      description: "The partition; the region's if left out"
    }),
    eks: text('word', { description: "The cluster's name in EKS" }),
    oidcProvider: text('oidc', {
      description: "The cluster's OIDC provider, without `https://`",
      examples: ['oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF']
    }),
    identity: choice(['podIdentity', 'irsa'], {
      description: 'How workloads get their AWS roles',
      default: 'podIdentity'
    }),
    iam: choice(['ack', 'terraform', 'none'], {
      description: 'Who makes the roles: controllers in the cluster, Terraform, or somebody else',
      default: 'none'
    }),
    boundary: text('policy-arn', { description: 'The permissions boundary of every role' }),
    rolePrefix: text('role-prefix', {
      description: "How roles' names begin; the EKS name if left out"
    }),
    controllers: text('label', {
      description: 'The namespace of the ACK controllers',
      default: 'ack-system'
    }),
    plugin: flag({
      description:
        "Whether the Profile names the role too, for Kubeflow's own plugin, which only annotates",
      default: false
    }),
    key: text('key-arn', { description: 'The KMS key of the buckets' }),
    roles: map('word', text('role-arn'), { description: 'Existing roles that tenants may name' }),
    policies: map('word', text('policy-arn'), {
      description: 'Managed policies that tenants may name'
    })
  },
  { required: ['account', 'region', 'eks'], description: 'The AWS side' }
)

const cognito = fields(
  {
    userPool: text('user-pool', { examples: ['eu-central-1_AbCdEfGhI'] }),
    clientId: text('line'),
    domain: text('host', { description: 'Of the hosted sign-in page' })
  },
  { required: ['userPool', 'clientId', 'domain'], description: 'Amazon Cognito' }
)

const ldap = fields(
  {
    host: text('endpoint', { examples: ['ldap.example.com:636'] }),
    bindDN: text('line'),
    rootCA: text('line', { description: 'A ConfigMap with the key `ca.crt`' }),
    startTLS: flag({ default: false }),
    users: fields(
      {
        baseDN: text('line'),
        filter: text('line'),
        username: text('line', { default: 'mail' }),
        id: text('line', { default: 'uid' }),
        email: text('line', { default: 'mail' }),
        name: text('line', { default: 'cn' })
      },
      { required: ['baseDN'] }
    ),
    groups: fields(
      {
        baseDN: text('line'),
        filter: text('line'),
        user: text('line', { default: 'DN' }),
        group: text('line', { default: 'member' }),
        name: text('line', { default: 'cn' })
      },
      { required: ['baseDN'] }
    )
  },
  {
    required: ['host', 'bindDN', 'users'],
    description: 'A directory server; its password is a secret'
  }
)

const saml = fields(
  {
    ssoURL: text('https'),
    issuer: text('line', { description: 'Who Dex says it is' }),
    ca: text('line', { description: 'A ConfigMap with the key `ca.crt`' }),
    email: text('line', { default: 'email' }),
    username: text('line', { default: 'name' }),
    groups: text('line')
  },
  { required: ['ssoURL', 'ca'], description: 'SAML, such as ADFS' }
)

const oidc = fields(
  {
    issuer: text('https'),
    clientId: text('line'),
    scopes: list(text('line'), { default: ['openid', 'email', 'profile'] }),
    groups: text('line', { description: 'The claim that lists groups' }),
    email: text('line', { description: 'The claim that holds the e-mail', default: 'email' })
  },
  { required: ['issuer', 'clientId'], description: 'OpenID Connect, such as Keycloak' }
)

const connector = fields(
  { id: text('word'), name: text('line'), ldap, saml, oidc },
  { required: ['id'], exactlyOne: ['ldap', 'saml', 'oidc'] }
)

const dex = fields(
  {
    connectors: list(connector, { description: 'Where people sign in' }),
    users: list(
      fields(
        { email: text('email'), name: text('line'), id: text('line') },
        { required: ['email', 'id'] }
      ),
      { description: 'People without a directory; their passwords are secrets' }
    )
  },
  { description: 'Dex, which Kubeflow brings along' }
)

const external = fields(
  {
    issuer: text('https'),
    jwks: text('https', { description: 'Where the keys are; discovered if left out' }),
    audiences: list(text('line')),
    clientId: text('line'),
    email: text('line', { description: 'The claim that holds the e-mail', default: 'email' })
  },
  { required: ['issuer', 'clientId'], description: 'Any other OpenID Connect provider' }
)

const identity = fields(
  {
    header: text('header', {
      description: 'The header that names the person',
      default: 'kubeflow-userid'
    }),
    prefix: text('any', { description: 'What stands before the e-mail in it', default: '' }),
    registration: choice(['closed', 'open'], {
      description: 'Whether people may make their own namespace by a button',
      default: 'closed'
    }),
    provider: fields({ cognito, dex, external }, { exactlyOne: ['cognito', 'dex', 'external'] }),
    machines: flag({ description: "Whether service accounts' tokens are let in", default: false }),
    secret: text('secret-path', {
      description: 'Where client secret and cookie secret are',
      default: 'auth'
    })
  },
  { required: ['provider'], description: 'Who people are' }
)

const alb = fields(
  {
    certificate: text('certificate-arn', { description: 'Of ACM' }),
    scheme: choice(['internal', 'internet-facing'], { default: 'internal' }),
    subnets: list(text('cidr'), { description: "The load balancer's ranges" }),
    waf: text('acl-arn', { description: 'A web ACL' }),
    from: list(text('cidr'), { description: 'Who may connect; everybody if left out' })
  },
  { required: ['certificate', 'subnets'], description: 'An application load balancer' }
)

const database = fields(
  {
    host: text('host'),
    port: whole(1, 65535, { default: 3306 }),
    engine: text('version', { description: "MySQL's version", examples: ['8.0', '8.4'] }),
    secret: text('secret-path', { description: 'Where `username` and `password` are' }),
    names: fields({
      pipelines: text('database', { default: 'mlpipeline' }),
      metadata: text('database', { default: 'metadb' }),
      cache: text('database', { default: 'cachedb' }),
      katib: text('database', { default: 'katib' })
    })
  },
  { required: ['host', 'engine', 'secret'], description: 'RDS for MySQL' }
)

const pipelines = fields(
  {
    env: choice(['aws', 'default'], {
      description: 'RDS and S3, or what Kubeflow brings along',
      default: 'default'
    }),
    database,
    buckets: map('word', text('bucket'), {
      description: 'Buckets that tenants may name; `default` is theirs'
    }),
    prefix: text('prefix', {
      description: 'What stands before the tenant in a bucket',
      default: 'private-artifacts'
    }),
    credentials: choice(['keyless', 'static'], {
      description: 'Roles, or a key of an IAM user for each tenant',
      default: 'keyless'
    }),
    artifactProxy: flag({
      description: 'Whether each tenant serves its own artifacts to the UI',
      default: true
    })
  },
  { description: 'Kubeflow Pipelines' }
)

const image = fields(
  {
    name: text('line'),
    image: text('image'),
    group: choice(['jupyter', 'vscode', 'rstudio'], { default: 'jupyter' })
  },
  { required: ['name', 'image'] }
)

const size = fields({ value: quantity(), limitFactor: text('factor', { default: '1.2' }) })

const notebooks = fields(
  {
    images: list(image, { description: 'What people may start' }),
    custom: flag({ description: 'Whether they may name another image', default: false }),
    cpu: size,
    memory: size,
    gpus: list(
      fields(
        { name: text('line'), resource: text('resource') },
        { required: ['name', 'resource'] }
      ),
      { description: 'Kinds of GPU to pick from' }
    ),
    workspace: fields({ size: quantity({ default: '10Gi' }), class: text('word') }),
    environments: list(text('label'), { description: 'PodDefaults picked beforehand' }),
    culling: fields({
      idle: text('duration', { description: 'After how long without work', examples: ['24h'] }),
      check: text('duration', { default: '5m' })
    })
  },
  { description: 'Notebooks' }
)

const pool = fields(
  {
    capacity: choice(['spot', 'onDemand'], { default: 'onDemand' }),
    gpu: flag({ default: false }),
    instances: list(text('line'), { description: 'Families (`g`), or types (`g5.xlarge`)' }),
    taint: text('taint', { description: 'Keeps others off', examples: ['dedicated=gpu-spot'] }),
    max: fields({ cpu: quantity(), memory: quantity(), gpu: quantity() })
  },
  { description: 'A kind of nodes' }
)

const storage = fields(
  {
    efs: fields(
      {
        fileSystem: text('file-system'),
        class: text('label', { description: 'A storage class for volumes made on demand' }),
        directory: text('path', { default: '/kubeflow' })
      },
      { required: ['fileSystem'] }
    ),
    shares: map('word', text('handle'), { description: 'Access points that tenants may name' }),
    classes: map('word', fields({ mode: choice(['one', 'many'], { default: 'one' }) }), {
      description: 'Storage classes that tenants may name; `many` if several nodes may write'
    })
  },
  { description: 'Disks' }
)

const secrets = fields(
  {
    externalSecrets: fields(
      {
        prefix: text('prefix', { description: "Where this cluster's secrets begin" }),
        service: choice(['SecretsManager', 'ParameterStore'], { default: 'SecretsManager' }),
        refresh: text('duration', { default: '1h' })
      },
      { required: ['prefix'] }
    )
  },
  { description: 'Where secrets are' }
)

const karpenter = fields(
  {
    role: text('line', { description: "The nodes' role" }),
    image: text('line', { description: 'An alias, pinned', examples: ['al2023@v20260801'] }),
    discovery: text('line', {
      description: 'The tag of subnets and groups; the EKS name if left out'
    })
  },
  { required: ['role', 'image'] }
)

const autoscaling = either(
  choice(['karpenter', 'clusterAutoscaler', 'none']),
  fields(
    { karpenter, clusterAutoscaler: fields({ version: text('line') }) },
    { exactlyOne: ['karpenter', 'clusterAutoscaler'] }
  ),
  { description: 'Who makes nodes', default: 'none' }
)

const monitoring = fields(
  {
    prometheus: flag({ default: false }),
    namespace: text('label', { default: 'monitoring' }),
    workspace: text('line', { description: 'Of Amazon Managed Prometheus' })
  },
  { description: 'Who watches' }
)

const serving = fields(
  {
    paths: flag({
      description: 'Whether models answer below `/serving/<tenant>/<model>/`',
      default: false
    }),
    domain: text('host', { description: 'For models, if not the domain of the cluster' })
  },
  { description: 'KServe' }
)

const flux = either(
  flag(),
  fields({
    perTenant: flag({ description: 'One pair of Kustomizations for each tenant', default: false }),
    controllers: whole(1, 64, {
      description: 'How many shards of controllers there are',
      default: 1
    })
  }),
  { default: false }
)

const gitops = fields(
  {
    flux,
    argocd: flag({ default: false }),
    repository: text('repository', { description: 'Where this repository is' }),
    branch: text('line', { default: 'main' }),
    shards: whole(1, 1000, { description: 'Into how many parts tenants are divided', default: 1 }),
    prune: flag({
      description: 'Whether what is gone from git goes from the cluster',
      default: true
    })
  },
  { required: ['repository'], description: 'Who brings it to the cluster' }
)

/** What may be written in `platform/clusters/<name>.yaml`. */
export const clusterSchema = fields(
  {
    kubeflow: choice(['26.03'], { description: "Kubeflow's release" }),
    domain: text('host', {
      description: 'Where people reach it',
      examples: ['kubeflow.example.com']
    }),
    identity,
    ingress: fields({ alb }, { description: 'How people get in' }),
    aws,
    pipelines,
    notebooks,
    pools: map('label', pool, { description: 'Node pools' }),
    storage,
    secrets,
    autoscaling,
    monitoring,
    serving,
    ssmAgent: either(flag(), fields({ image: text('image') }, { required: ['image'] }), {
      description: 'Whether the agent of Systems Manager runs on every node',
      default: false
    }),
    gitops,
    reserved: list(text('label'), { description: 'Namespaces that no tenant may take' })
  },
  {
    required: ['kubeflow', 'domain', 'identity', 'aws', 'gitops'],
    title: 'Cluster',
    description: 'One Kubernetes cluster with one Kubeflow'
  }
)

export type ClusterFile = Static<typeof clusterSchema>
