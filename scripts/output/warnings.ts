import type { Diagnostic } from '../../src/diagnostic.ts'
import type { Span } from '../../src/source.ts'
import { readOn } from './disk.ts'

/** As it is kept: the texts of the files are on the disk. */
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
