import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** How many objects a tenant and a shard have on average. */
const sizes = { tenant: 21, shard: 300 }

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
  const shards = Math.max(1, Math.ceil((tenants * sizes.tenant) / sizes.shard))
  write(`platform/clusters/${cluster}.yaml`, clusterFile(shards))
  ids.forEach((id, at) => {
    write(`tenants/${nameOf(at)}.yaml`, tenant(id, 4 + (at % 16)))
  })
}

export function nameOf(at: number): string {
  return `team-${String(at).padStart(5, '0')}`
}

const people = (id: string) => `  owner-${id}@example.com: {name: Owner ${id}}
  editor-${id}@example.com: {name: Editor ${id}}
`

/** A tenant's file with a quota of that many CPUs. */
export const tenant = (id: string, cpu: number) => `description: Team ${id}
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

const clusterFile = (shards: number) => `kubeflow: "26.03"
domain: kubeflow.example.com
aws:
  account: "111122223333"
  region: eu-central-1
  eks: kubeflow
  oidcProvider: oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF
  identity: podIdentity
  iam: terraform
  boundary: arn:aws:iam::111122223333:policy/kubeflow-tenant-boundary
  platformBoundary: arn:aws:iam::111122223333:policy/kubeflow-platform-boundary
identity:
  provider:
    cognito: {userPool: eu-central-1_AbCdEfGhI, clientId: 0123456789abcdefghijklmnop, domain: auth.kubeflow.example.com}
ingress:
  alb: {certificate: arn:aws:acm:eu-central-1:111122223333:certificate/0aaa-1bbb, scheme: internal, subnets: [10.0.0.0/20]}
pipelines:
  env: aws
  artifactProxy: false
  database: {host: kubeflow.abcdefg.eu-central-1.rds.amazonaws.com, port: 3306, engine: "8.0", secret: rds}
  buckets: {default: kubeflow-artifacts}
secrets: {externalSecrets: {prefix: kubeflow}}
gitops: {flux: true, argocd: true, repository: https://github.com/example/tenants, branch: main, shards: ${shards}, prune: true}
`
