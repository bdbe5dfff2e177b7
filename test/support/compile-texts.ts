import { compile, type Result } from '../../src/compile.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { parseAll } from '../../src/documents/parse.ts'
import { read } from '../../src/documents/read.ts'
import { type Files, readTree } from '../../src/files/disk.ts'
import type { Model } from '../../src/model/model.ts'
import { place, resolve } from '../../src/model/resolve.ts'
import type { Context } from '../../src/rules/rule.ts'

type Texts = Readonly<Record<string, string>>

const platform = readTree('test')
const june: Context = { today: '2026-06-15', touched: new Set() }

/** Compiles texts by path; missing platform files are those that all cases share. */
export function compileTexts(texts: Texts, context: Partial<Context> = {}): Result {
  return compile(filesOf(texts), { ...june, ...context })
}

/** The code and the marked text of each diagnostic. */
export function diagnose(texts: Texts, context: Partial<Context> = {}): string[] {
  return compileTexts(texts, context).diagnostics.map(summary)
}

/** The model, whatever the rules say about it. */
export function modelOf(texts: Texts): Model {
  const found: Diagnostic[] = []
  const report = (diagnostic: Diagnostic) => void found.push(diagnostic)
  const parsed = parseAll(read(filesOf(texts), report), report)
  if (!parsed || found.length > 0) throw new Error(found.map(summary).join('\n'))
  return resolve(place(parsed), [])
}

export function summary({ code, at }: Diagnostic): string {
  const text = at.source.text.slice(at.start, at.end)
  return text === '' ? `${code} ${at.source.path}` : `${code} ${at.source.path} ${text}`
}

export function filesOf(texts: Texts): Files {
  const own = Object.entries(texts).map(
    ([path, text]) => [path, { kind: 'file', bytes: new TextEncoder().encode(text) }] as const
  )
  return new Map([...platform, ...own])
}
