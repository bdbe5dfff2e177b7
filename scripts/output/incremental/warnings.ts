import { begin, finish } from '../../../src/compile.ts'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import type { Span } from '../../../src/diagnostics/source.ts'
import { readTree } from '../../../src/files/disk.ts'
import type { Context } from '../../../src/rules/rule.ts'
import { readOn } from '../disk/read-tree.ts'

/** Drops the texts of files, which can be read from disk again. */
export function withoutText(diagnostic: Diagnostic): Diagnostic {
  return mapped(diagnostic, ({ source, ...span }) => ({ ...span, source: { ...source, text: '' } }))
}

export function withText(root: string, diagnostic: Diagnostic): Diagnostic {
  const read = readOn(root)
  return mapped(diagnostic, ({ source: { path }, ...span }) => {
    return { ...span, source: { path, text: read(path) ?? '' } }
  })
}

function mapped(diagnostic: Diagnostic, change: (span: Span) => Span): Diagnostic {
  const { at, related } = diagnostic
  return {
    ...diagnostic,
    at: change(at),
    ...(related && { related: related.map(other => ({ ...other, at: change(other.at) })) })
  }
}

/** The warnings about the platform's files that do not depend on the tenants. */
export function standing(root: string, context: Context): string[] {
  const isPlatform = (path: string) => !path.startsWith('tenants/')
  const begun = begin(readTree(root, undefined, isPlatform), isPlatform)
  return finish(begun, [], context).diagnostics.map(keyOf)
}

/**
 * Whether every warning is about one tenant's own file or always there, so that no other tenant affects
 * it.
 */
export function areOwn(diagnostics: readonly Diagnostic[], known: readonly string[]): boolean {
  return diagnostics.every(one => isTenants(one) || known.includes(keyOf(one)))
}

export function isTenants({ at }: Diagnostic): boolean {
  return at.source.path.startsWith('tenants/')
}

function keyOf({ code, at }: Diagnostic): string {
  return `${code} ${at.source.path} ${at.start}-${at.end}`
}
