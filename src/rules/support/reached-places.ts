import type { Code } from '../../diagnostics/codes.ts'
import type { Related } from '../../diagnostics/diagnostic.ts'
import { listed } from '../../model/grants.ts'
import type { Model } from '../../model/model.ts'
import type { Tenant } from '../../model/tenant.ts'
import type { Mention } from '../../yaml/node.ts'
import { locate } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'
import { type Asking, only, refuse } from './refuse.ts'

/** A kind of place that the policy grants by patterns, which may contain `{tenant}`. */
interface Reached {
  readonly code: Code
  readonly field: 'buckets' | 'secrets'
  readonly instead: string
  readonly asked: (tenant: Tenant) => readonly Target[]
  /** Places of the platform that `{tenant}` never grants, besides those that patterns name explicitly. */
  readonly platform: (model: Model) => readonly Mention[]
}

export interface Target extends Asking, Wanted {
  /** Whether it is the tenant's own folder in a place of the platform. */
  readonly isOwn: boolean
}

/** Each place of the kind must be covered by a granted pattern. */
export function reached({ code, field, instead, asked, platform }: Reached): Rule {
  return (model, report) => {
    const known = patternsOf(model, field)
    const kept = [...known, ...platform(model)]
    const judge = reach(kept.map(nameOf), model.names)
    const judgeOwn = reach(known.map(nameOf), model.names)
    for (const tenant of model.tenants) {
      const patterns = listed(tenant.granted, field)
      for (const target of asked(tenant)) {
        const verdict = (target.isOwn ? judgeOwn : judge)(patterns, target)
        if (verdict === 'granted') continue
        const ask = `\`${tenant.name}\` asks for \`${target.text}\`, `
        report(
          refuse(model, tenant, {
            code,
            message: ask + because(verdict, tenant, patterns),
            ...target,
            says: rule => rule[field] && [field],
            notes: notes(verdict, kept),
            line: `${field}: [${target.text}]`,
            instead
          })
        )
      }
    }
  }
}

type Refused = Exclude<Verdict, 'granted'>

function because(verdict: Refused, { name }: Tenant, patterns: readonly string[]): string {
  if (verdict === 'nothing') {
    return `but is granted ${only(patterns.map(pattern => pattern.replaceAll('{tenant}', name)))}`
  }
  const { kind, by } = verdict
  const why =
    kind === 'kept'
      ? `the platform team has named \`${by}\` itself`
      : `it matches the name of \`${by}\` too`
  return `which its name alone does not grant: ${why}`
}

function notes(verdict: Refused, kept: readonly Mention[]): Related[] {
  const found =
    verdict === 'nothing' || verdict.kind === 'shared'
      ? undefined
      : kept.find(({ name }) => name === verdict.by)
  return found ? [{ message: 'named here', at: found.at }] : []
}

/** Every pattern in the policy, with its place. */
function patternsOf({ policy }: Model, field: Reached['field']): Mention[] {
  return policy.value.flatMap((rule, index) =>
    (rule[field] ?? []).map((name, item) => {
      const at = locate(policy.root, [index, field, item]) ?? policy.root
      return { name, at }
    })
  )
}

function nameOf({ name }: Mention): string {
  return name
}

/** A place that a tenant asks for. */
interface Wanted {
  readonly tenant: string
  /** With `/` between folders. */
  readonly text: string
  /** Whether a pattern without `{tenant}` covers it. */
  readonly fits: (pattern: string) => boolean
}

/**
 * Why a pattern with `{tenant}` does not grant a place: another pattern names it, or it also fits
 * another tenant.
 */
type Obstacle =
  | { readonly kind: 'kept'; readonly by: string }
  | { readonly kind: 'shared'; readonly by: string }

type Verdict = 'granted' | 'nothing' | Obstacle

const mark = '{tenant}'
/** The length limit of tenants' names. */
const longest = 40

/**
 * Judges what patterns grant to a tenant. Because anybody may choose a name, `{tenant}` must not lead
 * to other people's places: neither to a folder or bucket that another pattern names explicitly (with
 * `shared-datasets/*` and `{tenant}-*`, a new tenant `shared` does not get the bucket
 * `shared-datasets`), nor to one that fits two tenants' names (the bucket `a-b-data` could belong to
 * `a` or `a-b`). A pattern without `{tenant}` can grant both.
 */
export function reach(known: Iterable<string>, names: ReadonlySet<string>) {
  const all = [...new Set(known)]
  const kept = keptBy(all)
  const shared = sharedBy(all, names)
  return (patterns: readonly string[], wanted: Wanted): Verdict => {
    const { tenant, fits } = wanted
    const fitting = patterns.filter(pattern => fits(pattern.replaceAll(mark, tenant)))
    const obstacles = fitting.map(pattern =>
      pattern.includes(mark) ? (kept(pattern, wanted) ?? shared(wanted)) : undefined
    )
    return obstacles.includes(undefined) ? 'granted' : (obstacles[0] ?? 'nothing')
  }
}

/** Returns a function that finds the pattern that names explicitly what another leaves to `{tenant}`. */
function keptBy(patterns: readonly string[]) {
  const whole = new Map<string, string>()
  const begun = new Map<string, string>()
  for (const pattern of patterns) {
    const head = headOf(pattern)
    if (!head.endsWith('/')) begun.set(head, pattern)
    for (const { index } of head.matchAll(/\//g)) whole.set(head.slice(0, index + 1), pattern)
  }
  return (pattern: string, { text }: Wanted): Obstacle | undefined => {
    const place = upTo(text, pattern)
    const folder = place.lastIndexOf('/', place.length - 2) + 1
    const start = Math.max(headOf(pattern).length, folder)
    let by = whole.get(place)
    for (let end = start + 1; end < place.length && by === undefined; end++) {
      by = begun.get(place.slice(0, end))
    }
    return by === undefined ? undefined : { kind: 'kept', by }
  }
}

/** The fixed start of a pattern. */
function headOf(pattern: string): string {
  const end = pattern.search(/\*|\{tenant\}/)
  return end < 0 ? `${pattern}/` : pattern.slice(0, end)
}

/** The part of a place down to the folder with `{tenant}` in the pattern. */
function upTo(text: string, pattern: string): string {
  const depth = pattern.slice(0, pattern.indexOf(mark)).split('/').length
  return `${text.split('/').slice(0, depth).join('/')}/`
}

/** Returns a function that finds another tenant whose name fits a place too. */
function sharedBy(patterns: readonly string[], names: ReadonlySet<string>) {
  const units = new Set(patterns.filter(pattern => pattern.includes(mark)).map(unitOf))
  return ({ tenant, text, fits }: Wanted): Obstacle | undefined => {
    for (const unit of units) {
      for (const name of candidates(unit, text)) {
        if (name === tenant || !names.has(name)) continue
        if (fits(unit.replaceAll(mark, name))) return { kind: 'shared', by: name }
      }
    }
    return undefined
  }
}

/** The part of a pattern down to the folder with `{tenant}`. */
function unitOf(pattern: string): string {
  const end = pattern.indexOf('/', pattern.indexOf(mark))
  return end < 0 ? pattern : pattern.slice(0, end)
}

/** Everything that `{tenant}` could stand for in a place, without trying thousands of names. */
function* candidates(unit: string, text: string): Generator<string> {
  const before = unit.slice(0, unit.indexOf(mark))
  const isFixed = !before.includes('*')
  if (isFixed && !text.startsWith(before)) return
  const starts = isFixed ? [before.length] : Array.from(text, (_, index) => index)
  for (const start of starts) {
    const end = `${text}/`.indexOf('/', start)
    for (let stop = start + 1; stop <= Math.min(end, start + longest); stop++) {
      yield text.slice(start, stop)
    }
  }
}
