import type { Code } from '../../diagnostics/codes.ts'
import type { Diagnostic, Related } from '../../diagnostics/diagnostic.ts'
import { type Span, startOf } from '../../diagnostics/source.ts'
import type { PolicyRule } from '../../documents/policy.ts'
import type { Model } from '../../model/model.ts'
import type { Tenant } from '../../model/tenant.ts'
import { andList } from '../../text/prose.ts'
import { locate, type Node, type Path } from '../../yaml/node.ts'

/** Something that a tenant asks for and the policy does not grant. */
export interface Request extends Asking {
  readonly code: Code
  /** What is asked for, and what is granted. */
  readonly message: string
  /** The path of the limit in a rule, if the rule has one. */
  readonly says: (rule: PolicyRule) => Path | undefined
  readonly notes?: readonly Related[]
  /** The line that a rule would need, if there is one. */
  readonly line: string | undefined
  /** What the author can do without the platform team. */
  readonly instead: string
}

/** Nobody reads longer lists. */
const most = { notes: 3, names: 5 }

/** Explains what is asked for, what each rule grants, and which line in policy.yaml would allow it. */
export function refuse({ policy }: Model, tenant: Tenant, request: Request): Diagnostic {
  const { code, message, at, notes = [], line, instead } = request
  const related = [...notes, ...rulesFor(tenant, request, policy.root)].slice(0, most.notes)
  const rule = `in a rule of \`platform/policy.yaml\` that matches \`${tenant.name}\``
  const plea = `, or ask the platform team: \`${line}\` ${rule} would allow it`
  return {
    code,
    message,
    at,
    related: [...origin(tenant, request), ...related],
    help: line === undefined ? instead : instead + plea
  }
}

/** The rules that mention it, including those for a team that do not count for this file or owner. */
function rulesFor(tenant: Tenant, { says }: Request, root: Node): Related[] {
  const { granted } = tenant
  const outside = whyNot(tenant)
  const note = (message: string, path: Path): Related[] => {
    const at = locate(root, path)
    return at ? [{ message, at }] : []
  }
  return [
    ...granted.claims.flatMap(({ rule, index }) =>
      says(rule) ? note(outside, [index, 'tenants']) : []
    ),
    ...granted.grants.flatMap(({ rule, index }) => {
      const path = says(rule)
      return path ? note('the policy grants this', [index, ...path]) : []
    })
  ]
}

function whyNot({ team, owner, folder }: Tenant): string {
  return folder === team?.name
    ? `this rule is for team \`${team?.name}\`, but owner \`${owner}\` is not in it`
    : `this rule is for team \`${team?.name}\`, and counts only for files in \`tenants/${team?.name}/\``
}

/** Who asks, and where the value comes from. */
export interface Asking {
  readonly at: Span
  readonly value: Span
}

/**
 * Finds the tenant's line that asks, which may be the one that chooses a preset or template. If its
 * file has no such line, uses common.yaml.
 */
export function asking({ file, at, written }: Tenant, ...path: Path): Asking {
  const value = at(...path)
  const preset: Span[] = /^(quota|limits)$/.test(`${path[0]}`) ? [at('quota', 'preset')] : []
  const template: Span[] = written.template === undefined ? [] : [at('template')]
  const own = [value, ...preset, ...template].find(({ source }) => source === file)
  return { at: own ?? value, value }
}

function origin({ name, file, template }: Tenant, { at, value }: Asking): Related[] {
  if (at.source !== file) {
    return [{ message: `\`${name}\` gets it from template \`${template}\``, at: startOf(file) }]
  }
  return at === value ? [] : [{ message: 'the value comes from here', at: value }]
}

/** "only `a` and `b`", "none". */
export function only(names: readonly string[]): string {
  if (names.length === 0) return 'none'
  if (names.length <= most.names) return `only ${andList(names)}`
  const shown = names.slice(0, most.names - 1).map(name => `\`${name}\``)
  return `${shown.join(', ')} and ${names.length - shown.length} more`
}
