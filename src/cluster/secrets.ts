import type { Static } from 'typebox'
import { choice, fields, text } from '../fields.ts'

export const secrets = fields(
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

export interface ClusterSecrets {
  /** The place of the platform's own secrets. */
  readonly prefix: string
  /** The place of all tenants' secrets. */
  readonly base: string
  readonly service: 'SecretsManager' | 'ParameterStore'
  readonly refresh: string
}

/** Where secrets are, if the file says. */
export function secretsOf(file: Static<typeof secrets> = {}): ClusterSecrets | null {
  const external = file.externalSecrets
  if (!external) return null
  return {
    prefix: external.prefix,
    // Apart from the platform's own secrets, so that no tenant's name can ever be a way to them.
    base: `${external.prefix}/tenants`,
    service: external.service ?? 'SecretsManager',
    refresh: external.refresh ?? '1h'
  }
}
