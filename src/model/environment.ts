import type { EnvironmentFile } from '../documents/environment.ts'
import type { Environment, Mounted, Toleration } from './tenant.ts'

/** What notebooks and pipelines may pick, with every default filled in. */
export function environment(written: EnvironmentFile): Environment {
  const { env = {} } = written
  return {
    name: written.name,
    description: written.description ?? written.name,
    variables: Object.keys(env)
      .sort()
      .map(key => ({ key, value: String(env[key]) })),
    secrets: (written.secrets ?? []).map(secret),
    volumes: (written.volumes ?? []).map(volume),
    tolerations: (written.tolerations ?? []).map(toleration),
    serviceAccount: written.serviceAccount ?? '',
    pipelines: written.pipelines ?? false
  }
}

function secret(written: NonNullable<EnvironmentFile['secrets']>[number]): Mounted {
  if (typeof written === 'string') return { name: written, mount: '', readOnly: true }
  return { ...written, readOnly: true }
}

function volume(written: NonNullable<EnvironmentFile['volumes']>[number]): Mounted {
  const { name, mount, readOnly } = typeof written === 'string' ? { name: written } : written
  return { name, mount: mount ?? `/mnt/${name}`, readOnly: readOnly ?? false }
}

function toleration(written: NonNullable<EnvironmentFile['tolerations']>[number]): Toleration {
  const { key, operator = 'Equal', value = '', effect = '' } = written
  return { key, operator, value, effect }
}
