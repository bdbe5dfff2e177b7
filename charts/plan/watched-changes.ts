import { clusterSchema } from '../../src/cluster/file.ts'
import { commonSchema } from '../../src/documents/common.ts'
import { directorySchema } from '../../src/documents/directory.ts'
import type { Document } from '../../src/documents/parse.ts'
import { parseQuantity } from '../../src/kubernetes/quantity.ts'
import { placeIn } from '../../src/yaml/node.ts'
import { fields, isFields, list } from '../verify/value.ts'
import { clusterPairs } from './cluster-pairs.ts'
import type { Comparison } from './comparison.ts'
import { differences, pathText } from './differences.ts'
import { lineAt } from './line-at.ts'
import type { Risk } from './plan-data.ts'
import {
  clusterFields,
  commonFields,
  directoryFields,
  type Rows,
  type Watched
} from './watched-fields.ts'

type Finding = Omit<Risk, 'code' | 'level'> & Partial<Pick<Risk, 'level'>>

/** What a risk has to tell of the files of clusters, of common.yaml and of the directory. */
export function watchedChanges(comparison: Comparison, code: string): Finding[] {
  const { before, after } = comparison
  const [old, now] = [before.model, after.model]
  const ofClusters = clusterPairs(comparison).flatMap(({ was, is }) => {
    const files = { schema: clusterSchema, rows: clusterFields, was: was.file, is: is.file }
    return changesIn(files, code).map(({ path, ...change }) => ({
      ...said(change, `of cluster \`${is.name}\``),
      at: lineAt(is.at(...path)),
      tenants: [],
      clusters: [is.name]
    }))
  })
  if (!old || !now) return []
  const common = { schema: commonSchema, rows: commonFields, was: old.common, is: now.common }
  const directory = { schema: directorySchema, rows: directoryFields }
  return [
    ...inDocument({ ...common, whose: 'in common.yaml' }, code),
    ...inDocument(
      { ...directory, was: old.directory, is: now.directory, whose: 'of the directory' },
      code
    ),
    ...ofClusters
  ]
}

interface Documents extends Pick<Files, 'schema' | 'rows'> {
  readonly was: Document<unknown>
  readonly is: Document<unknown>
  readonly whose: string
}

function inDocument({ was, is, whose, ...rest }: Documents, code: string): Finding[] {
  return changesIn({ ...rest, was: was.value, is: is.value }, code).map(({ path, ...change }) => {
    return { ...said(change, whose), at: lineAt(placeIn(is, path)), tenants: [], clusters: [] }
  })
}

interface Files {
  readonly schema: object
  readonly rows: Rows
  readonly was: unknown
  readonly is: unknown
}

/** One value that differs. */
interface Change {
  readonly path: readonly (string | number)[]
  readonly field: string
  readonly what: string
  readonly watched: Watched
}

function said({ field, what, watched }: Omit<Change, 'path'>, whose: string) {
  const { help, level } = watched
  return { message: `\`${field}\` ${whose} ${what}`, help, ...(level ? { level } : {}) }
}

function changesIn({ schema, rows, was, is }: Files, code: string): Change[] {
  return Object.entries(rows).flatMap(([pattern, watched]) => {
    if (watched === null || typeof watched === 'string' || watched.code !== code) return []
    const whole = { path: [], schema: schema as Shape, was, is } // as `fields` makes it
    return spotsAt(whole, pattern.split('.')).flatMap(spot => changesAt(spot, watched))
  })
}

/** A field on both sides. */
interface Spot {
  readonly path: readonly string[]
  readonly schema: Shape | undefined
  readonly was: unknown
  readonly is: unknown
}

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>
  readonly additionalProperties?: unknown
  readonly default?: unknown
}

function spotsAt(spot: Spot, [name, ...rest]: readonly string[]): Spot[] {
  const { path, schema, was, is } = spot
  if (name === undefined) {
    return [{ ...spot, was: was ?? schema?.default, is: is ?? schema?.default }]
  }
  const [old, now] = [was, is].map(value => (isFields(value) ? value : {}))
  const known = Object.keys({ ...schema?.properties, ...old, ...now })
  return (name === '*' ? known : [name]).flatMap(key => {
    const inner = schema?.properties?.[key]
    return spotsAt({ path: [...path, key], schema: inner, was: old?.[key], is: now?.[key] }, rest)
  })
}

function changesAt({ path, was, is }: Spot, watched: Watched): Change[] {
  const { event } = watched
  const one = { path, field: pathText(stepsOf(path)), watched }
  if (event === 'changed') return changed({ path, was, is }, watched)
  if (event === 'moved') return isMoved(was, is) ? changed({ path, was, is }, watched) : []
  if (event === 'added' || event === 'removed' || event === 'allowed') {
    return itemsOf(event, was, is).map(what => ({ ...one, what }))
  }
  const isTold =
    event === 'raised'
      ? isRaised(was, is)
      : event === 'replaced'
        ? was !== undefined && is !== undefined && was !== is
        : event.indexOf(is) > event.indexOf(was)
  return isTold ? [{ ...one, what: fromTo(was, is) }] : []
}

function changed({ path, was, is }: Omit<Spot, 'schema'>, watched: Watched): Change[] {
  return differences(was, is, stepsOf(path)).map(({ path: steps, before, after }) => ({
    path: steps.map(step => step.after),
    field: pathText(steps),
    what: fromTo(before, after),
    watched
  }))
}

/** Whether an image or a link comes from where none came from before. */
function isMoved(was: unknown, is: unknown): boolean {
  const [old, now] = [was, is].map(items => new Set(list(items).map(originOf)))
  return [...(now ?? [])].some(origin => !old?.has(origin))
}

/** The host of an address; an image without its tag and digest. */
function originOf(item: unknown): string {
  const { image, url } = fields(item)
  if (url !== undefined) return String(url).split('/')[2] ?? ''
  return String(image)
    .replace(/@.*$/, '')
    .replace(/:[^/:]*$/, '')
}

function stepsOf(path: readonly string[]) {
  return path.map(key => {
    return { text: /^[\w-]+$/.test(key) ? `.${key}` : `[${key}]`, before: key, after: key }
  })
}

function itemsOf(event: 'added' | 'removed' | 'allowed', was: unknown, is: unknown): string[] {
  const [old, now] = [was, is].map(value => (value === undefined ? [] : [value].flat()))
  const gone = (old ?? []).filter(item => !now?.includes(item))
  const come = (now ?? []).filter(item => !old?.includes(item))
  if (event === 'removed') return gone.map(item => `loses ${shown(item)}`)
  if (event === 'added') return come.map(item => `gets ${shown(item)}`)
  if (old?.length === 0) return []
  if (now?.length === 0) return ['is empty, so that all are allowed']
  return come.map(item => `allows ${shown(item)} as well`)
}

function isRaised(was: unknown, is: unknown): boolean {
  const [old, now] = [was, is].map(value => {
    return value === undefined ? undefined : parseQuantity(String(value))?.nano
  })
  return old !== undefined && (now === undefined || now > old)
}

function fromTo(was: unknown, is: unknown): string {
  return `changes from ${shown(was)} to ${shown(is)}`
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  return `\`${typeof value === 'object' ? JSON.stringify(value) : String(value)}\``
}
