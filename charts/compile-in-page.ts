import { compile } from '../src/compile.ts'
import { arrange } from '../src/diagnostics/collect.ts'
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts'
import type { Source } from '../src/diagnostics/source.ts'
import type { Model } from '../src/model/model.ts'
import type { Amount } from '../src/model/quota.ts'
import { type JsonOutput, toJson } from '../src/reporters/json-output.ts'
import { drawAll } from '../src/reporters/terminal.ts'
import { own } from '../src/values/lookup.ts'
import type { After, Before } from './changes/change.ts'
import { judge } from './changes/changes.ts'
import { residentsOf } from './changes/counts.ts'
import { render, renderTenant } from './render.ts'
import type { Schema } from './schemas/schema.ts'
import { neighbourhoodsFrom, openingOf } from './tenant/givers.ts'
import { proveWith } from './verify/proof.ts'

/** Texts by path. */
type Texts = Readonly<Record<string, string>>

/** What a page asks for. It is plain data, as is the answer. */
interface Asked {
  /** All of tenants/ and platform/. */
  readonly files: Texts
  /** What is new or changed. */
  readonly touched: readonly string[]
  /** What the changed ones were before. */
  readonly before?: Texts
  /** All files before the change. With them, what a change may not do is judged too, which takes longer. */
  readonly base?: Texts
  readonly today: string
  /** Files of schemas/objects/ by their path there. */
  readonly schemas: Readonly<Record<string, Schema>>
}

interface Answer {
  /** What `validate --format json` prints. */
  readonly report: JsonOutput
  /** What `validate` prints, in lines of 100 cells. */
  readonly text: string
  /** Empty where there is a mistake. */
  readonly tenants: readonly Made[]
}

/** What a touched file makes on one cluster. */
interface Made {
  readonly name: string
  readonly cluster: string
  /** With all that presets, templates and the policy fill in. */
  readonly quota: readonly Amount[]
  readonly files: readonly Source[]
}

/** The whole compiler for a page, which has neither a disk nor a server. */
export function compileInPage(asked: Asked): Answer {
  const { files, touched, before = {}, today } = asked
  const paths = new Set(touched)
  const earlier = (path: string) => {
    const text = own(before, path)
    return text === undefined ? undefined : { path, text }
  }
  const context = { today, touched: { has: (path: string) => paths.has(path), before: earlier } }
  const { model, diagnostics } = compile(encoded(files), context)
  const all = arrange([...diagnostics, ...(model ? harm(asked, model) : [])])
  return {
    report: toJson(all),
    text: drawAll(all, { color: false, width: 100 }),
    tenants: model ? made(asked, model) : []
  }
}

function encoded(texts: Texts): Parameters<typeof compile>[0] {
  const encoder = new TextEncoder()
  const files = Object.entries(texts).map(([path, text]) => {
    return [path, { kind: 'file', bytes: encoder.encode(text) }] as const
  })
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function harm({ base, files, today }: Asked, after: Model): readonly Diagnostic[] {
  const { model } = base ? compile(encoded(base), { today, touched: new Set() }) : {}
  if (!base || !model) return []
  return judge({ before: sideOf(model, base), after: sideOf(after, files) })
}

/** One side of a change, as if all of it had been generated. */
function sideOf(model: Model, texts: Texts): Before & After {
  const output = render(model)
  return {
    clusters: model.clusters,
    clusterNames: [...model.clusterNames],
    removals: model.removals,
    files: Object.keys(texts).filter(path => path.startsWith('tenants/')),
    tenants: residentsOf(model),
    read: path => output.get(path) ?? own(texts, path)
  }
}

function made({ touched, schemas }: Asked, { tenants }: Model): Made[] {
  const neighbourhoodOf = neighbourhoodsFrom(tenants.map(openingOf))
  const prove = proveWith(file => own(schemas, file))
  const asked = tenants.filter(({ file }) => touched.includes(file.path))
  return asked.map(tenant => {
    const neighbourhood = neighbourhoodOf(tenant)
    const { manifests, files } = renderTenant(tenant, neighbourhood)
    prove(tenant, neighbourhood, manifests)
    return { name: tenant.name, cluster: tenant.cluster.name, quota: tenant.quota, files }
  })
}
