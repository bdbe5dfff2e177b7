import { begin, type compile, modelOf } from '../src/compile.ts'
import { arrange } from '../src/diagnostics/collect.ts'
import { type Diagnostic, isError } from '../src/diagnostics/diagnostic.ts'
import { isWholeFile, positionOf } from '../src/diagnostics/position.ts'
import { factsOf } from '../src/facts/tenant-facts.ts'
import { type Origin, writtenFor } from '../src/facts/value-origin.ts'
import { judgeAmong } from '../src/judge-among.ts'
import type { Model } from '../src/model/model.ts'
import { type JsonOutput, toJson } from '../src/reporters/json-output.ts'
import { draw, drawAll } from '../src/reporters/terminal.ts'
import { own } from '../src/values/lookup.ts'
import { type Path, toValue } from '../src/yaml/node.ts'
import { parseYaml } from '../src/yaml/parse.ts'
import { pathAt } from '../src/yaml/path-at.ts'
import type { Change, Resident } from './changes/change.ts'
import { first, judge } from './changes/changes.ts'
import { counted, countsOf, residentIn } from './changes/counts.ts'
import { type Rendered, renderTenant } from './render.ts'
import type { Schema } from './schemas/schema.ts'
import { neighbourhoodsFrom, openingOf } from './tenant/givers.ts'
import { proveWith } from './verify/proof.ts'

/** What a page knows of a repository. It is plain data, as are requests and answers. */
export interface World {
  /** All of tenants/ and platform/, by path. */
  readonly files: Readonly<Record<string, string>>
  /** Files of schemas/objects/ by their path there. */
  readonly schemas: Readonly<Record<string, Schema>>
  /** At least what the tenants need. Without it, limits that all share are not judged. */
  readonly residents?: readonly Resident[]
}

/** The file of a new tenant. */
export interface Request {
  readonly path: string
  readonly text: string
  readonly today: string
  /** What else is taken to be there, by path. */
  readonly beside?: World['files']
}

export interface Answer {
  /** What `validate --format json` prints. */
  readonly report: JsonOutput
  /** What `validate` prints, in lines of 100 cells. */
  readonly text: string
  /** For each mistake of the report where it is in the new file, and how a terminal would show it. */
  readonly drawn: readonly Drawn[]
  /** What the file says, or null where it cannot be read. */
  readonly value: unknown
  /** Empty where there is a mistake. */
  readonly tenants: readonly Made[]
}

interface Drawn {
  /** Null in another file, or where the mistake is about the file as such. */
  readonly field: Path | null
  readonly text: string
}

/** What the file makes on one cluster. */
export interface Made {
  readonly name: string
  readonly cluster: string
  /** With all that presets, templates and the policy fill in, and who says so. */
  readonly facts: readonly Filled[]
  /** Pools of nodes with GPUs that keep off whoever does not name them, if this tenant names none of them. */
  readonly closedPools: readonly string[]
  readonly files: readonly { readonly path: string; readonly text: string }[]
}

interface Filled {
  readonly field: string
  readonly value: string
  readonly from: Origin['from']
  readonly file: string | null
  readonly line: number | null
}

/** A tenant whose objects were made. */
interface Rendering extends Rendered {
  readonly tenant: Model['tenants'][number]
}

interface Added {
  readonly request: Request
  readonly model: Model
  readonly renderings: readonly Rendering[]
}

/** The whole compiler for a page, which has neither a disk nor a server. */
export function pageCompiler(world: World): (request: Request) => Answer {
  const known = Object.entries(world.files).map(encoded)
  let residents: readonly Resident[] | undefined
  const exact = () => {
    residents ??= exactResidents(world)
    return residents
  }
  return request => {
    const own = { ...request.beside, [request.path]: request.text }
    const pairs = [...known, ...Object.entries(own).map(encoded)]
    const files = new Map(pairs.sort(([a], [b]) => (a < b ? -1 : 1)))
    const context = { today: request.today, touched: new Set([request.path]), settled: true }
    const { model, diagnostics } = judgeAmong(files, [request.path], context)
    const renderings = model ? rendered(world, request, model) : []
    const harms = model ? harm(world, { request, model, renderings }, exact) : []
    const all = arrange([...diagnostics, ...harms])
    return {
      report: toJson(all),
      text: drawAll(all, { color: false, width: 100 }),
      ...placed(all, request),
      tenants: model && !all.some(isError) ? renderings.map(one => made(model, one)) : []
    }
  }
}

const encoder = new TextEncoder()

type Read = Parameters<typeof compile>[0] extends ReadonlyMap<string, infer File> ? File : never

function encoded([path, text]: readonly [string, string]): readonly [string, Read] {
  return [path, { kind: 'file', bytes: encoder.encode(text) }]
}

function placed(
  all: readonly Diagnostic[],
  { path, text }: Request
): Pick<Answer, 'drawn' | 'value'> {
  const root = parseYaml({ path, text }, () => {})
  const fieldOf = ({ at }: Diagnostic) => {
    return at.source.path === path && !isWholeFile(at) && root ? pathAt(root, at) : null
  }
  return {
    drawn: all.map(one => ({ field: fieldOf(one), text: draw(one, { color: false, width: 80 }) })),
    value: root ? toValue(root) : null
  }
}

function rendered({ schemas }: World, { path }: Request, { tenants }: Model): Rendering[] {
  const neighbourhoodOf = neighbourhoodsFrom(tenants.map(openingOf))
  const prove = proveWith(file => own(schemas, file))
  return tenants
    .filter(({ file }) => file.path === path)
    .map(tenant => {
      const neighbourhood = neighbourhoodOf(tenant)
      const output = renderTenant(tenant, neighbourhood)
      prove(tenant, neighbourhood, output.manifests)
      return { tenant, ...output }
    })
}

/** What a change may not do, where all that others need is known. Others are counted only if it matters. */
function harm(
  { files, residents }: World,
  change: Added,
  exact: () => readonly Resident[]
): readonly Diagnostic[] {
  if (!residents) return []
  const found = judge(changeOf(files, change, residents), first)
  return found.some(({ code }) => counting.includes(code))
    ? judge(changeOf(files, change, exact()), first)
    : found
}

const counting: readonly Diagnostic['code'][] = ['invalid-shards', 'invalid-scale', 'risky-scale']

function changeOf(
  files: World['files'],
  { request, model, renderings }: Added,
  residents: readonly Resident[]
): Change {
  const { clusters, clusterNames, removals } = model
  const added = renderings.map(({ tenant, manifests }) => {
    return residentIn(tenant, countsOf(tenant, manifests))
  })
  const before = {
    tenants: residents,
    clusterNames: [...clusterNames],
    files: Object.keys(files).filter(path => path.startsWith('tenants/')),
    read: (path: string) => own(files, path)
  }
  const read = (path: string) => (path === request.path ? request.text : own(files, path))
  return { before, after: { clusters, removals, tenants: [...residents, ...added], read } }
}

function exactResidents({ files }: World): readonly Resident[] {
  const context = { today: '', touched: new Set<string>() }
  const model = modelOf(begin(new Map(Object.entries(files).map(encoded))), [], context)
  return model ? counted(model) : []
}

function made(model: Model, { tenant, files }: Rendering): Made {
  const facts = factsOf(writtenFor(model, tenant))
    .flat()
    .map(({ field, value, from, at }) => ({
      field,
      value,
      from,
      file: at?.source.path ?? null,
      line: at ? positionOf(at.source, at.start).line : null
    }))
  const plain = files.map(({ path, text }) => ({ path, text }))
  const closedPools = closedTo(tenant)
  return { name: tenant.name, cluster: tenant.cluster.name, facts, closedPools, files: plain }
}

function closedTo({ cluster, pools }: Model['tenants'][number]): readonly string[] {
  const withGpus = cluster.pools.filter(({ gpu }) => gpu)
  const isOpen = withGpus.some(
    ({ name, taint }) => !taint || pools.some(pool => pool.name === name)
  )
  return isOpen ? [] : withGpus.map(({ name }) => name)
}
