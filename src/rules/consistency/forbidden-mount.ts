import { releaseOf } from '../../kubeflow/release.ts'
import type { Rule } from '../rule.ts'

/** An environment must not mount anything over a folder that pods need. */
export const forbiddenMount: Rule = ({ tenants }, report) => {
  for (const { environments, cluster, at } of tenants) {
    const { mounts } = releaseOf(cluster.release)
    environments.forEach((environment, index) => {
      for (const field of ['secrets', 'volumes'] as const) {
        environment[field].forEach(({ mount }, position) => {
          const why = mount === null ? undefined : hides(mount, mounts)
          if (why === undefined) return
          report({
            code: 'forbidden-mount',
            message: `a mount at \`${mount}\` ${why}`,
            at: at('environment', index, field, position, 'mount'),
            help: 'choose a separate folder, such as `/data` or `/home/jovyan/data`'
          })
        })
      }
    })
  }
}

// In these folders, mounts below are as harmful; in others, such as `/etc/license`, they are fine.
const whole = ['/dev', '/proc', '/run/secrets', '/sys', '/var/run/secrets']
const system = [
  '/bin',
  '/boot',
  '/etc',
  '/home',
  '/lib',
  '/lib64',
  '/opt',
  '/root',
  '/run',
  '/sbin',
  '/usr',
  '/var',
  '/var/run'
]

function hides(mount: string, mounts: readonly string[]): string | undefined {
  if (mounts.includes(mount)) return 'would replace what Kubeflow mounts there'
  const isBelow = whole.some(folder => mount === folder || mount.startsWith(`${folder}/`))
  return isBelow || system.includes(mount) ? 'would hide what the system keeps there' : undefined
}
