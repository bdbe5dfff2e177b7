import { formatS3Url, type Place } from '../../aws/s3.ts'
import type { Tenant } from '../../model/tenant.ts'
import type { Path } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** Warns about fields that have no effect on some of a tenant's clusters. */
export const unusedField: Rule = ({ tenants }, report) => {
  for (const tenant of tenants) {
    for (const { path, because, help } of unused(tenant)) {
      const field = path.filter(step => typeof step === 'string').join('.')
      report({
        code: 'unused-field',
        message: `\`${field}\` has no effect on \`${tenant.cluster.name}\`: ${because}`,
        at: tenant.at(...path),
        help
      })
    }
  }
}

interface Unused {
  readonly path: Path
  readonly because: string
  readonly help: string
}

function unused(tenant: Tenant): Unused[] {
  return [...pipelines(tenant), ...aws(tenant), ...pools(tenant)]
}

function pipelines({ written, pipelines, environments, cluster }: Tenant): Unused[] {
  // On a cluster without pipelines, another rule speaks of them.
  if (cluster.components.pipelines === 'off') return []
  const off = 'pipelines are turned off'
  const kept = 'Kubeflow stores the artifacts itself there'
  const bucket =
    written.pipelines?.bucket !== undefined && (!pipelines.enabled || pipelines.env === 'default')
      ? [
          {
            path: ['pipelines', 'bucket'],
            because: pipelines.enabled ? kept : off,
            help: 'remove it'
          }
        ]
      : []
  const callers = environments.flatMap((environment, index) =>
    environment.pipelines && !pipelines.enabled
      ? [{ path: ['environment', index, 'pipelines'], because: off, help: 'remove it' }]
      : []
  )
  return [...bucket, ...callers]
}

function aws({ aws }: Tenant): Unused[] {
  if (aws.role) {
    const fields = (['read', 'write', 'policies'] as const).filter(name => aws[name].length > 0)
    return fields.map(name => ({
      path: ['aws', name],
      because: `role \`${aws.role?.name}\` replaces the tenant's own`,
      help: 'remove it, or remove `role` to give the tenant its own role with these permissions'
    }))
  }
  const writable = new Set(aws.write.map(formatS3Url))
  return aws.read.flatMap((place, index) => {
    const wider = foldersOf(place).find(folder => writable.has(folder))
    const because = wider && `\`${wider}\` under \`write\` can already be read`
    return because ? [{ path: ['aws', 'read', index], because, help: 'remove it' }] : []
  })
}

/** A place and all its parents, up to the bucket. */
function foldersOf({ bucket, prefix }: Place): string[] {
  const steps = prefix.split('/')
  return ['', ...steps.map((_, at) => steps.slice(0, at + 1).join('/'))].map(folder =>
    formatS3Url({ bucket, prefix: folder })
  )
}

function pools({ pools, written }: Tenant): Unused[] {
  return pools.flatMap(({ name, taint }) => {
    const path = ['pools', written.pools?.indexOf(name) ?? 0]
    const because = `pool \`${name}\` is open to every tenant`
    return taint ? [] : [{ path, because, help: 'remove it' }]
  })
}
