import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** How many objects a tenant and a shard have on average, and how many tenants a cluster and its account hold. */
const sizes = { tenant: 21, shard: 300, cluster: 3500 }

/** The first cluster. AWS gives no account roles for 10,000 tenants, so many tenants need several. */
export const cluster = 'bench'

/** Writes a repository of that many tenants, each with a mix of common features. */
export function writeCorpus(root: string, tenants: number): void {
  const ids = Array.from({ length: tenants }, (_, at) => String(at).padStart(5, '0'))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  write('.gitignore', '.cache/\n')
  write('platform/common.yaml', common)
  write('platform/policy.yaml', policy)
  write('platform/directory.yaml', `complete: true\npeople:\n${ids.map(people).join('')}`)
  const clusters = clustersFor(tenants)
  const shards = Math.max(1, Math.ceil((tenants * sizes.tenant) / clusters / sizes.shard))
  for (let at = 0; at < clusters; at++) {
    write(`platform/clusters/${clusterOf(at)}.yaml`, clusterFile(at, shards))
  }
  ids.forEach((_, at) => {
    write(`tenants/${nameOf(at)}.yaml`, tenant({ at, tenants, cpu: 4 + (at % 16) }))
  })
}

function clustersFor(tenants: number): number {
  return Math.max(1, Math.ceil(tenants / sizes.cluster))
}

function clusterOf(at: number): string {
  return at === 0 ? cluster : `${cluster}-${at}`
}

export function nameOf(at: number): string {
  return `team-${String(at).padStart(5, '0')}`
}

const people = (id: string) => `  owner-${id}@example.com: {name: Owner ${id}}
  editor-${id}@example.com: {name: Editor ${id}}
`

interface Wish {
  readonly at: number
  /** How many there are in the repository. */
  readonly tenants: number
  readonly cpu: number
}

/** A tenant's file with a quota of that many CPUs. */
export function tenant({ at, tenants, cpu }: Wish): string {
  const clusters = clustersFor(tenants)
  const place = clusters === 1 ? '' : `clusters: [${clusterOf(at % clusters)}]\n`
  return contents(nameOf(at).replace('team-', ''), cpu) + place
}

const contents = (id: string, cpu: number) => `description: Team ${id}
owner: owner-${id}@example.com
members:
  - user: editor-${id}@example.com
    role: edit
quota: {preset: medium, cpu: ${cpu}}
aws:
  read: [s3://shared-datasets/${id}]
environment:
  - name: warehouse
    description: Credentials of the warehouse
    env: {WAREHOUSE: warehouse-${id}}
    secrets: [warehouse]
secrets:
  - name: warehouse
    from: warehouse
volumes:
  - name: scratch
    size: 100Gi
network:
  egress: cluster
`

const common = `version: 1
presets:
  medium:
    cpu: 32
    memory: 128Gi
    storage: 1Ti
    pods: 200
    limits: {default: {cpu: 1, memory: 2Gi}, max: {cpu: 16, memory: 64Gi}}
templates:
  team: {quota: medium, network: {egress: open}}
emails: {lowercase: true, domains: [example.com]}
labels: {cost-center: ml}
`

const policy = `- tenants: ["*"]
  quota: {cpu: 64, memory: 256Gi, storage: 2Ti}
  egress: [open, cluster]
  buckets: ["s3://shared-datasets/*"]
`

/** Each cluster has an account of its own. */
const clusterFile = (at: number, shards: number) =>
  `kubeflow: "26.03"
domain: ${clusterOf(at)}.example.com
aws:
  account: "${accountOf(at)}"
  region: eu-central-1
  eks: kubeflow
  oidcProvider: oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF
  identity: podIdentity
  iam: terraform
  limits: {roles: 10000}
  boundary: arn:aws:iam::${accountOf(at)}:policy/kubeflow-tenant-boundary
  platformBoundary: arn:aws:iam::${accountOf(at)}:policy/kubeflow-platform-boundary
identity:
  provider:
    cognito: {userPool: eu-central-1_AbCdEfGhI, clientId: 0123456789abcdefghijklmnop, domain: auth.kubeflow.example.com}
ingress:
  alb: {certificate: arn:aws:acm:eu-central-1:${accountOf(at)}:certificate/0aaa-1bbb, scheme: internal, subnets: [10.0.0.0/20]}
pipelines:
  env: aws
  artifactProxy: false
  database: {host: kubeflow.abcdefg.eu-central-1.rds.amazonaws.com, port: 3306, engine: "8.0", secret: rds}
  buckets: {default: ${clusterOf(at)}-artifacts}
secrets: {externalSecrets: {prefix: kubeflow}}
capacity: {cpu: 200000}
gitops: {flux: true, argocd: true, repository: https://github.com/example/tenants, branch: main, shards: ${shards}, prune: true}
`

function accountOf(at: number): string {
  return String(111122223333 + at)
}
