import type { Place } from '../../../src/aws/s3.ts'
import { compile } from '../../../src/compile.ts'
import { readTree } from '../../../src/files/disk.ts'
import type { Tenant } from '../../../src/model/tenant.ts'
import { acme } from '../../support/acme.ts'
import type { Aws } from './ask.ts'
import { artifacts, cluster, secrets, type Thing, things } from './company.ts'
import type { Credentials } from './sign.ts'

/** What a role or user may reach, by what people wrote. */
export interface Reach {
  readonly name: string
  /** The accounts that get the role, as `namespace/account`; none for a user. */
  readonly accounts: readonly string[]
  readonly read: readonly Place[]
  readonly write: readonly Place[]
  /** Names of secrets, or beginnings that end in a slash. */
  readonly secrets: readonly string[]
  readonly isUser: boolean
}

const nothing = { accounts: [], read: [], write: [], secrets: [], isUser: false } as const

/** All roles and users of the cluster, by the prefix of their names. */
export function reaches(below: string): Reach[] {
  const { model } = compile(readTree(acme), { today: '2026-06-15', touched: new Set() })
  if (!model) throw new Error('the example does not compile')
  const own = model.tenants.filter(tenant => tenant.cluster.name === cluster)
  return [...own.flatMap(tenant => ofTenant(tenant, below)), ...ofPlatform(below)]
}

const prefix = 'kubeflow/staging'

function ofTenant({ name, state, aws, secrets: wanted }: Tenant, below: string): Reach[] {
  const isOpen = state !== 'suspended'
  const accounts = (names: readonly string[]) => {
    return isOpen ? names.map(account => `${name}/${account}`) : []
  }
  const folder = { bucket: artifacts, prefix: `private-artifacts/${name}` }
  const places = isOpen ? [folder] : []
  const workloads: Reach = {
    ...nothing,
    name: `${below}.tenant.${name}`,
    accounts: accounts(aws.accounts),
    read: [...aws.read, ...aws.write],
    write: aws.write
  }
  return [
    ...(aws.workloads ? [workloads] : []),
    {
      ...nothing,
      name: `${below}.secrets.${name}`,
      accounts: accounts(['tenantry-secrets']),
      secrets: [
        `${prefix}/tenants/${name}/`,
        ...wanted.map(({ path }) => `${prefix}/tenants/${path}`)
      ]
    },
    { ...nothing, name: `${below}.tenant.${name}`, isUser: true, read: places, write: places }
  ]
}

const ofPlatform = (below: string): readonly Reach[] => [
  {
    ...nothing,
    name: `${below}.service.ml-pipeline`,
    isUser: true,
    read: [{ bucket: artifacts, prefix: 'pipelines' }],
    write: [{ bucket: artifacts, prefix: 'pipelines' }]
  },
  {
    ...nothing,
    name: `${below}.service.tenantry-platform`,
    accounts: ['external-secrets/tenantry-platform'],
    secrets: [`${prefix}/auth`, `${prefix}/dex`, `${prefix}/pipelines`]
  },
  {
    ...nothing,
    name: `${below}.service.cluster-autoscaler`,
    accounts: ['kube-system/cluster-autoscaler']
  }
]

/** Whether a key lies in one of the places; that of a folder itself does not. */
export function isIn(places: readonly Place[], { bucket, key }: Thing): boolean {
  return places.some(place => {
    return place.bucket === bucket && (place.prefix === '' || key.startsWith(`${place.prefix}/`))
  })
}

/** Everybody who might show a token: each account of each tenant, and some that look alike. */
export function everybody(all: readonly Reach[]): string[] {
  const namespaces = [
    ...new Set(all.map(({ name }) => name.split('.')[2] ?? '')),
    'fraud-two',
    'FRAUD',
    'fraud:default-editor',
    'kubeflow'
  ]
  const names = [
    'default-editor',
    'default-viewer',
    'default',
    'trainer',
    'tenantry-secrets',
    'ml-pipeline',
    '*'
  ]
  const known = all.flatMap(({ accounts }) => accounts)
  const others = namespaces.flatMap(namespace => names.map(name => `${namespace}/${name}`))
  return [...new Set([...known, ...others])]
}

/** A call, and whether it has to be let through. */
interface Asked {
  readonly name: string
  readonly may: boolean
  readonly ask: (aws: Aws, by: Credentials) => Promise<boolean>
}

/** Every call against every thing in S3, and every secret. */
export function asksOf({ name, read, write, secrets: own }: Reach): Asked[] {
  const calls = [
    ['GET', '', read],
    ['PUT', '.new', write],
    ['DELETE', '.old', write]
  ] as const
  const objects = things.flatMap(thing =>
    calls.map(([method, end, places]): Asked => {
      const path = `/${thing.bucket}/${thing.key}${end}`
      return {
        name: `${method} ${path}`,
        may: isIn(places, thing),
        ask: (aws, by) => aws.s3(by, method, path)
      }
    })
  )
  const folders = [
    ...new Set(
      things.flatMap(({ bucket, key }) => [`${bucket} `, `${bucket} ${key.replace(/[^/]*$/, '')}`])
    )
  ]
  const lists = folders.map((folder): Asked => {
    const [bucket = '', prefix = ''] = folder.split(' ')
    const all = name.endsWith('.service.ml-pipeline') && bucket === artifacts
    return {
      name: `list /${bucket}/${prefix}`,
      may: all || isIn(read, { bucket, key: prefix }),
      ask: (aws, by) =>
        aws.s3(by, 'GET', `/${bucket}?list-type=2&prefix=${encodeURIComponent(prefix)}`)
    }
  })
  const kept = secrets.map(
    (secret): Asked => ({
      name: `secret ${secret}`,
      may: own.some(each => (each.endsWith('/') ? secret.startsWith(each) : secret === each)),
      ask: (aws, by) => aws.readSecret(by, secret)
    })
  )
  return [...objects, ...lists, ...kept]
}
