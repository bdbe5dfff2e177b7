import type { Static } from 'typebox'
import { choice, fields, text } from '../schema/fields.ts'
import { filled } from '../schema/filled.ts'

export const secrets = fields(
  {
    externalSecrets: fields(
      {
        prefix: text('prefix', {
          description:
            'What the names of the secrets of this cluster begin with. Those of a tenant are ' +
            'below `<prefix>/tenants/<tenant>/`.',
          examples: ['kubeflow/production']
        }),
        service: choice(['SecretsManager', 'ParameterStore'], {
          description: 'Which service of AWS holds them.',
          default: 'SecretsManager'
        }),
        refresh: text('duration', {
          description: 'How often the cluster looks whether a secret has changed.',
          default: '1h',
          examples: ['15m']
        })
      },
      {
        required: ['prefix'],
        description:
          'Secrets are read from AWS by External Secrets, which you install; git holds only ' +
          'where they are. Without it, no tenant of this cluster can have `secrets`.',
        examples: [{ prefix: 'kubeflow/production', refresh: '15m' }]
      }
    )
  },
  {
    description:
      'Where the secrets of the platform and of tenants are. Without it, no tenant of this ' +
      'cluster can have `secrets`, and you make those of the platform yourself.',
    examples: [{ externalSecrets: { prefix: 'kubeflow/production' } }]
  }
)

export interface ClusterSecrets {
  /** The path of the platform's own secrets. */
  readonly prefix: string
  /** The path that contains all tenants' secrets. */
  readonly base: string
  readonly service: 'SecretsManager' | 'ParameterStore'
  readonly refresh: string
}

/** The secret store, if the file has one. */
export function secretsOf(file: Static<typeof secrets> | undefined): ClusterSecrets | null {
  if (!file?.externalSecrets) return null
  const external = filled(secrets.properties.externalSecrets, file.externalSecrets)
  // Not below the platform's own secrets, so that no tenant's name can lead to those.
  return { ...external, base: `${external.prefix}/tenants` }
}
