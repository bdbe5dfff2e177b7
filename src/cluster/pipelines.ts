import type { Static } from 'typebox'
import { choice, fields, flag, map, text, whole } from '../fields.ts'

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
}

/** How pipelines are set up, with every default filled in. */
export function pipelinesOf(file: Static<typeof pipelines> = {}): ClusterPipelines {
  return {
    env: file.env ?? 'default',
    prefix: file.prefix ?? 'private-artifacts',
    credentials: file.credentials ?? 'keyless',
    artifactProxy: file.artifactProxy ?? true
  }
}
