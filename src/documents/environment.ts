import { type Static, Unsafe } from 'typebox'
import { choice, either, fields, flag, list, map, text } from '../schema/fields.ts'

const toleration = fields(
  {
    key: text('key'),
    operator: choice(['Equal', 'Exists'], { default: 'Equal' }),
    value: text('value'),
    effect: choice(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
  },
  { required: ['key'] }
)

const mount = text('path', { description: 'Where in the container', examples: ['/data'] })

/** Something that notebooks and pipelines may pick. */
export const environment = fields(
  {
    name: text('label', { description: 'Its name', examples: ['snowflake'] }),
    description: text('line', { description: 'What people read when they pick it' }),
    env: map('variable', either(text('any'), either(Unsafe<number>({ type: 'number' }), flag())), {
      description: 'Environment variables; never a secret'
    }),
    secrets: list(
      either(
        text('label'),
        fields({ name: text('label'), mount }, { required: ['name', 'mount'] })
      ),
      { description: 'Secrets of this tenant: as variables, or as files where `mount` says' }
    ),
    volumes: list(
      either(
        text('label'),
        fields({ name: text('label'), mount, readOnly: flag() }, { required: ['name'] })
      ),
      { description: 'Volumes of this tenant, at `/mnt/<name>` unless `mount` says otherwise' }
    ),
    tolerations: list(toleration, { description: 'Taints of nodes that its pods accept' }),
    serviceAccount: text('label', { description: 'Who its pods run as' }),
    pipelines: flag({ description: 'Whether its pods may call Kubeflow Pipelines' })
  },
  { required: ['name'] }
)

export type EnvironmentFile = Static<typeof environment>
