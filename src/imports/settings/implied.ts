import type { Path, Scalar } from '../../yaml/parse.ts'
import { textOf } from '../peek.ts'
import type { Context } from './context.ts'
import type { Setting } from './dotenv.ts'
import { prefixOf } from './misplaced-secret.ts'
import type { Saying } from './statements.ts'

/** What follows from the settings together, and no line of them says. */
export function impliedBy(
  sayings: readonly Saying[],
  settings: readonly Setting[],
  context: Context
): Saying[] {
  const { root } = context.target
  const first = (field: string) => sayings.find(({ path }) => path.join('.').startsWith(field))
  const says = (cause: Saying | undefined, path: Path, value: Scalar['value']): Saying[] => {
    const known = path.every(step => typeof step === 'string') && textOf(root, ...path.map(String))
    return cause && !known ? [{ ...cause, path, value }] : []
  }
  const connector = ['identity', 'provider', 'dex', 'connectors', 0, 'id']
  const host = first('pipelines.database.host')
  return [
    ...says(host ?? first('pipelines.buckets.'), ['pipelines', 'env'], 'aws'),
    ...says(host, ['pipelines', 'database', 'secret'], 'rds'),
    ...says(host, ['secrets', 'externalSecrets', 'prefix'], prefixOf(context.target)),
    ...says(first('identity.provider.dex.connectors.'), connector, context.connector),
    ...domainOf(settings).flatMap(({ keyAt, at, value }) =>
      textOf(root, 'domain') ? [] : [{ path: ['domain'], value, key: keyAt, at }]
    )
  ]
}

/** Where people reach Kubeflow: said outright for the old proxy, else the host of Dex. */
function domainOf(settings: readonly Setting[]): Setting[] {
  for (const key of ['redirection_url', 'dex_domain', 'issuer']) {
    const setting = settings.find(setting => setting.key === key)
    const host = setting?.value.replace(/^[a-z]+:\/\//i, '').replace(/[:/].*$/, '')
    // Kubeflow's own Dex calls itself by what it is called inside of the cluster.
    if (setting && host && !/\.svc(\.|$)/.test(host))
      return [{ ...setting, value: host.toLowerCase() }]
  }
  return []
}
