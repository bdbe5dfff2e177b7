import type { Node, Path } from '../../yaml/node.ts'
import { fieldOf, listOf, textOf } from '../peek.ts'
import type { Setting } from './dotenv.ts'

/** The cluster to update; its file may not exist yet. */
export interface Target {
  readonly name: string
  readonly root: Node | undefined
}

/** What the meaning of a line depends on: the other lines, and the cluster's file. */
export interface Context {
  readonly target: Target
  /** The value of another setting, or an empty text. */
  readonly written: (key: string) => string
  /** The id of the LDAP connector. */
  readonly connector: string
  /** Why a field is not needed here, if so. */
  readonly idle: (path: Path) => string | undefined
}

export function contextOf(settings: readonly Setting[], target: Target): Context {
  const written = (key: string) => settings.find(setting => setting.key === key)?.value ?? ''
  const provider = fieldOf(fieldOf(target.root, 'identity'), 'provider')
  const asksDex =
    fieldOf(provider, 'dex') !== undefined ||
    settings.some(({ key }) => /^(ldap|static)_/.test(key))
  const database = written('dbHost') || written('mysqlHost')
  const store = written('minioServiceHost')
  const idle: readonly (readonly [field: string, isIdle: boolean, why: string])[] = [
    ['pipelines.database.', isInside(database), "Kubeflow's own database needs no settings"],
    ['pipelines.buckets.', isInside(store), "Kubeflow's own store needs no settings"],
    ['notebooks.culling.', written('enableCulling') === 'false', 'culling was turned off'],
    ['identity.provider.external.', asksDex, 'people sign in through Dex']
  ]
  const known = listOf(provider, 'dex', 'connectors').find(each => fieldOf(each, 'ldap'))
  return {
    target,
    written,
    connector: textOf(known, 'id') || 'ldap',
    idle: path => idle.find(([field, isIdle]) => isIdle && path.join('.').startsWith(field))?.[2]
  }
}

/** Whether a host is one of the services that Kubeflow includes. */
function isInside(host: string): boolean {
  return /^[a-z0-9-]+(\.kubeflow)?(\.svc(\.cluster\.local)?)?(:\d+)?$/.test(host)
}
