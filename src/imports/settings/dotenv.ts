import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Source, Span } from '../../diagnostics/source.ts'
import { malformed } from '../malformed.ts'

/** One `KEY=value` line. The value has no quotes, but its span includes them. */
export interface Setting {
  readonly key: string
  readonly keyAt: Span
  readonly value: string
  readonly at: Span
}

/** Parses a `params.env` as kustomize does; nothing if it is malformed. */
export function parseEnv(source: Source, report: Report): Setting[] | undefined {
  const settings: Setting[] = []
  for (const { 0: line, index } of source.text.matchAll(/[^\r\n]+/g)) {
    if (/^\s*(#|$)/.test(line)) continue
    const [, indent = '', key = '', sign = '', value = ''] =
      /^(\s*(?:export\s+)?)([^\s=]+)(\s*=\s*)(.*)$/s.exec(line.trimEnd()) ?? []
    if (key === '') {
      const at = { source, start: index, end: index + line.length }
      report(malformed(at, 'expected a line such as `KEY=value`', 'a comment starts with `#`'))
      return undefined
    }
    const start = index + indent.length
    const from = start + key.length + sign.length
    settings.push({
      key,
      keyAt: { source, start, end: start + key.length },
      value: /^(["'])(.*)\1$/s.exec(value)?.[2] ?? value,
      at: { source, start: from, end: from + value.length }
    })
  }
  return settings
}
