import type { Static } from 'typebox'
import { choice, fields, flag, map, text, whole } from '../schema/fields.ts'
import { filled } from '../schema/filled.ts'
import { own } from '../values/lookup.ts'

const database = fields(
  {
    host: text('host', {
      description: 'The host name of the database server, such as the endpoint of RDS.',
      examples: ['kubeflow.abcdefg.eu-central-1.rds.amazonaws.com']
    }),
    port: whole(1, 65535, {
      description: 'The port that the database server listens on.',
      default: 3306,
      examples: [3307]
    }),
    engine: text('version', {
      description:
        'The version of MySQL, in quotes. From 8.4 on, it refuses how the metadata of pipelines ' +
        'signs in, unless it is set up as `nativePassword` says.',
      examples: ['8.0', '8.4']
    }),
    nativePassword: flag({
      description:
        'Says that you have set the database up for the metadata of pipelines, which knows ' +
        '`mysql_native_password` without TLS only. Without it, `risky-database` warns of MySQL ' +
        '8.4 and later, and says how to.',
      default: false
    }),
    secret: text('secret-path', {
      description:
        'Where in the secret store the account of the database is, below the prefix of the ' +
        'cluster, as the properties `username` and `password`.',
      examples: ['rds']
    }),
    names: fields(
      {
        pipelines: text('database', {
          description: 'Where pipelines, runs and experiments are kept.',
          default: 'mlpipeline',
          examples: ['staging_mlpipeline']
        }),
        metadata: text('database', {
          description: 'Where it is kept which artifact came from which run.',
          default: 'metadb',
          examples: ['staging_metadb']
        }),
        cache: text('database', {
          description: 'Where it is kept which steps need not run again.',
          default: 'cachedb',
          examples: ['staging_cachedb']
        }),
        katib: text('database', {
          description: 'Where Katib keeps the trials of experiments.',
          default: 'katib',
          examples: ['staging_katib']
        })
      },
      {
        description:
          'What the four databases are called there, for a server that several clusters share. ' +
          'Without it, they have the names that Kubeflow gives them.',
        examples: [{ pipelines: 'staging_mlpipeline', metadata: 'staging_metadb' }]
      }
    )
  },
  {
    required: ['host', 'engine', 'secret'],
    description:
      'The MySQL database of pipelines and of Katib, such as one of RDS, with `env: aws`. It ' +
      'must be there with `env: aws`, and is not used otherwise. Without it, they use the MySQL ' +
      'that comes with Kubeflow.',
    examples: [
      {
        host: 'kubeflow.abcdefg.eu-central-1.rds.amazonaws.com',
        engine: '8.0',
        secret: 'rds'
      }
    ]
  }
)

export const pipelines = fields(
  {
    env: choice(['aws', 'default'], {
      description:
        'Where pipelines keep what they make: `aws` in a database and buckets of yours, ' +
        '`default` in the MySQL and the object store that come with Kubeflow, which are fine for ' +
        'trying it out. docs/lifecycle.md says what a change of it leaves behind.',
      default: 'default'
    }),
    database,
    buckets: map('word', text('bucket'), {
      description:
        'S3 buckets for artifacts, by the name that tenants write in `pipelines.bucket`. The one ' +
        'called `default` is for all who write none, and must be there with `env: aws`; the ' +
        'others have to be granted by `buckets` in policy.yaml. Without any, artifacts stay in ' +
        'the object store that comes with Kubeflow.',
      examples: [{ default: 'kubeflow-production-artifacts', pricing: 'pricing-artifacts' }]
    }),
    prefix: text('prefix', {
      description:
        'The folder in a bucket below which each tenant has one of its own, which no other ' +
        'tenant reaches.',
      default: 'private-artifacts',
      examples: ['tenants']
    }),
    credentials: choice(['keyless', 'static'], {
      description:
        'How pipelines get into S3: `keyless` by AWS roles, `static` by a key of an IAM user for ' +
        'each tenant. `iam.json` says what each user may do, and where in the secret store you ' +
        'put its key.',
      default: 'keyless'
    }),
    secret: text('secret-path', {
      description:
        "With `credentials: static`, where in the secret store the platform's own key is, below " +
        'the prefix of the cluster, as the properties `accesskey` and `secretkey`.',
      default: 'pipelines',
      examples: ['artifacts']
    }),
    metadata: choice(['shared', 'off'], {
      description:
        'Whether there is the server that keeps which artifact came from which run. It knows no ' +
        'tenants: steps of every pipeline read and change the records of all, and whoever is signed ' +
        'in reads them. With `off` it is gone, with the pages of artifacts and executions. Pipelines ' +
        'that are compiled by version 2 of the SDK need it, and fail without it.',
      default: 'shared'
    }),
    artifactProxy: flag({
      description:
        'Whether a small server in each tenant, with the rights of the tenant, shows its ' +
        'artifacts. Without it, the page of pipelines has rights over the artifacts of all ' +
        'tenants, and may show them to whoever is signed in.',
      default: true
    })
  },
  {
    description:
      'Kubeflow Pipelines: where runs and artifacts are kept, and how it gets there. Without it, ' +
      'they are in the MySQL and the object store that come with Kubeflow.',
    examples: [
      {
        env: 'aws',
        database: {
          host: 'kubeflow.abcdefg.eu-central-1.rds.amazonaws.com',
          engine: '8.0',
          secret: 'rds'
        },
        buckets: { default: 'kubeflow-production-artifacts' }
      }
    ]
  }
)

export interface ClusterPipelines {
  readonly env: 'aws' | 'default'
  readonly prefix: string
  readonly credentials: 'keyless' | 'static'
  readonly metadata: 'shared' | 'off'
  readonly artifactProxy: boolean
  /** Missing if the cluster uses Kubeflow's own database. */
  readonly database: Database | null
  /** The default bucket's name in AWS. */
  readonly bucket: string | null
  readonly buckets: readonly string[]
  /** The path of the platform's S3 key, if keys are used. */
  readonly secret: string
}

export interface Database {
  readonly host: string
  readonly port: string
  readonly secret: string
  readonly names: Readonly<Record<'pipelines' | 'metadata' | 'cache' | 'katib', string>>
}

/** The `pipelines` section with all defaults filled in. */
export function pipelinesOf(file: Static<typeof pipelines> | undefined): ClusterPipelines {
  const written = filled(pipelines, file)
  const buckets = written.buckets ?? {}
  return {
    ...written,
    database: written.env === 'aws' && written.database ? databaseOf(written.database) : null,
    bucket: own(buckets, 'default') ?? null,
    buckets: Object.values(buckets).sort()
  }
}

function databaseOf(file: Static<typeof database>): Database {
  const { host, port, secret, names } = filled(database, file)
  return { host, port: String(port), secret, names: filled(database.properties.names, names) }
}
