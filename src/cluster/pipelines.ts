import type { Static } from 'typebox'
import { own } from '../expand.ts'
import { choice, fields, flag, map, text, whole } from '../fields.ts'

const database = fields(
  {
    host: text('host'),
    port: whole(1, 65535, { default: 3306 }),
    engine: text('version', { description: "MySQL's version", examples: ['8.0', '8.4'] }),
    nativePassword: flag({
      description:
        'Whether the user signs in with `mysql_native_password`, without TLS, as metadata must',
      default: false
    }),
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

export const pipelines = fields(
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
    secret: text('secret-path', {
      description: "Where the platform's own `accesskey` and `secretkey` are, if keys are used",
      default: 'pipelines'
    }),
    artifactProxy: flag({
      description: 'Whether each tenant serves its own artifacts to the UI',
      default: true
    })
  },
  { description: 'Kubeflow Pipelines' }
)

export interface ClusterPipelines {
  readonly env: 'aws' | 'default'
  readonly prefix: string
  readonly credentials: 'keyless' | 'static'
  readonly artifactProxy: boolean
  /** Nothing where Kubeflow's own is used. */
  readonly database: Database | null
  /** The default one, as AWS calls it; empty if the file names none. */
  readonly bucket: string
  readonly buckets: readonly string[]
  /** Where the platform's own key is, if keys are used. */
  readonly secret: string
}

export interface Database {
  readonly host: string
  readonly port: string
  readonly secret: string
  readonly names: Readonly<Record<'pipelines' | 'metadata' | 'cache' | 'katib', string>>
}

/** How pipelines are set up, with every default filled in. */
export function pipelinesOf(file: Static<typeof pipelines> = {}): ClusterPipelines {
  const env = file.env ?? 'default'
  const buckets = file.buckets ?? {}
  return {
    env,
    prefix: file.prefix ?? 'private-artifacts',
    credentials: file.credentials ?? 'keyless',
    artifactProxy: file.artifactProxy ?? true,
    database: env === 'aws' && file.database ? databaseOf(file.database) : null,
    bucket: own(buckets, 'default') ?? '',
    buckets: Object.values(buckets).sort(),
    secret: file.secret ?? 'pipelines'
  }
}

function databaseOf({ host, port, secret, names = {} }: Static<typeof database>): Database {
  return {
    host,
    port: String(port ?? 3306),
    secret,
    names: {
      pipelines: names.pipelines ?? 'mlpipeline',
      metadata: names.metadata ?? 'metadb',
      cache: names.cache ?? 'cachedb',
      katib: names.katib ?? 'katib'
    }
  }
}
