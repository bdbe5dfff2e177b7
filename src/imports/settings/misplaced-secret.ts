import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { textOf } from '../peek.ts'
import type { Context } from './context.ts'
import type { Setting } from './dotenv.ts'
import type { SecretPlace } from './keys.ts'

/** For a password, key or token among settings: says where in the secret store it belongs. */
export function misplaced(
  { key, at }: Setting,
  { place, property }: { readonly place: SecretPlace | undefined; readonly property: string },
  context: Context
): Diagnostic {
  return {
    code: 'forbidden-literal',
    message: `\`${key}\` belongs in the secret store, not in a cluster's file`,
    at,
    help: place === undefined ? elsewhere(context) : homeOf(place, property, context)
  }
}

function elsewhere({ target }: Context): string {
  return `put it there, under \`${prefixOf(target)}\`, and delete this line`
}

function homeOf(
  place: SecretPlace,
  property: string,
  { target, written, connector }: Context
): string {
  const said = (...path: readonly string[]) => textOf(target.root, ...path)
  const auth = said('identity', 'secret') || 'auth'
  const homes: Readonly<Record<Exclude<SecretPlace, 'nowhere'>, readonly [string, string]>> = {
    database: [said('pipelines', 'database', 'secret') || 'rds', property],
    pipelines: [said('pipelines', 'secret') || 'pipelines', property],
    auth: [auth, property],
    connectors: [`${auth}/connectors`, connector],
    passwords: [`${auth}/passwords`, written('static_email') || "the person's e-mail"]
  }
  const isKey = place === 'pipelines' && said('pipelines', 'credentials') !== 'static'
  if (place === 'nowhere' || isKey) {
    const why = isKey ? 'roles replace it: ' : ''
    return `${why}revoke it where it was issued, and delete this line`
  }
  const [path, name] = homes[place]
  return `put it there as \`${name}\` of \`${prefixOf(target)}/${path}\`, and delete this line`
}

export function prefixOf({ name, root }: Context['target']): string {
  return textOf(root, 'secrets', 'externalSecrets', 'prefix') || `kubeflow/${name}`
}
