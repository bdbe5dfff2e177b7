import type { Diagnostic, Related, Report } from '../../diagnostics/diagnostic.ts'
import { looksLike } from '../../diagnostics/secret-patterns.ts'
import type { Source } from '../../diagnostics/source.ts'
import { suggest } from '../../text/suggest.ts'
import { own } from '../../values/lookup.ts'
import type { Path, Scalar } from '../../yaml/node.ts'
import { textOf } from '../peek.ts'
import { type Context, contextOf, type Target } from './context.ts'
import { parseEnv, type Setting } from './dotenv.ts'
import { meanings } from './keys.ts'
import { misplaced, prefixOf } from './misplaced-secret.ts'
import type { Saying } from './statements.ts'

/** The settings of an old overlay, translated. */
interface Params {
  readonly sayings: readonly Saying[]
  /** Values that must not be in a cluster's file, with their places in the secret store. */
  readonly secrets: readonly Diagnostic[]
  /** Settings that are no longer needed, and unknown ones. */
  readonly notes: readonly Related[]
}

/**
 * Translates the lines of `params.env` files: each becomes a field or is reported. Nothing if a file is
 * malformed.
 */
export function readParams(
  sources: readonly Source[],
  target: Target,
  report: Report
): Params | undefined {
  const files = sources.map(source => parseEnv(source, report))
  if (files.includes(undefined)) return undefined
  const settings = files.flatMap(file => file ?? []).filter(({ value }) => value !== '')
  const context = contextOf(settings, target)
  const all = settings.map(setting => readSetting(setting, context))
  const plain = all.flatMap(one => one.sayings)
  const sayings = [...plain, ...impliedBy(plain, settings, context)]
  const used = new Set(sayings.map(({ key }) => key))
  const notes = all.flatMap(one => one.notes).filter(({ at }) => !used.has(at))
  return { sayings, secrets: all.flatMap(one => one.secrets), notes }
}

const nothing: Params = { sayings: [], secrets: [], notes: [] }

function readSetting(setting: Setting, context: Context): Params {
  const { key, keyAt, value, at } = setting
  const meaning = own(meanings, key)
  const note = (message: string): Params => ({ ...nothing, notes: [{ message, at: keyAt }] })
  if (!meaning) {
    if (looksLike(value, key) === undefined) return note(unknown(key))
    const place = { place: undefined, property: '' }
    return { ...nothing, secrets: [misplaced(setting, place, context)] }
  }
  if (meaning.kind === 'secret')
    return { ...nothing, secrets: [misplaced(setting, meaning, context)] }
  if (meaning.kind === 'gone') return note(`\`${key}\` is left out: ${meaning.why}`)
  const fields = meaning.of(value)
  const why = fields.map(([path]) => context.idle(path)).find(found => found !== undefined)
  if (why !== undefined) return note(`\`${key}\` is left out: ${why}`)
  return { ...nothing, sayings: fields.map(([path, value]) => ({ path, value, key: keyAt, at })) }
}

function unknown(key: string): string {
  const near = suggest(key, Object.keys(meanings))
  const help = near === undefined ? '' : `; did you mean \`${near}\`?`
  return `\`${key}\` is left out: no field of a cluster's file corresponds to it${help}`
}

/** Values that follow from several settings together. */
function impliedBy(
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

/** The public host of Kubeflow: explicit for the old proxy, else the host of Dex. */
function domainOf(settings: readonly Setting[]): Setting[] {
  for (const key of ['redirection_url', 'dex_domain', 'issuer']) {
    const setting = settings.find(setting => setting.key === key)
    const host = setting?.value.replace(/^[a-z]+:\/\//i, '').replace(/[:/].*$/, '')
    // Kubeflow's bundled Dex uses a name inside the cluster as its issuer.
    if (setting && host && !/\.svc(\.|$)/.test(host))
      return [{ ...setting, value: host.toLowerCase() }]
  }
  return []
}
