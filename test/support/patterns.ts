import { readFileSync } from 'node:fs'
import { transformSync } from 'esbuild'
import { parseAst } from 'vitest/node'
import { forms } from '../../src/schema/forms.ts'

/** A regular expression of the sources, and where it stands. */
export interface Pattern {
  readonly file: string
  readonly source: string
  readonly flags: string
}

/** Every regular expression that is written out in a file. */
export function patternsIn(file: string): Pattern[] {
  const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts', format: 'esm' })
  const found: Pattern[] = []
  walk(parseAst(code), ({ regex }) => {
    if (regex) found.push({ file, source: regex.pattern, flags: regex.flags })
  })
  return found
}

/** The patterns of the forms of text, which editors are given too. */
export function patternsOfForms(): Pattern[] {
  return Object.entries(forms).flatMap(([name, shape]) =>
    'pattern' in shape ? [{ file: `form ${name}`, source: shape.pattern, flags: 'u' }] : []
  )
}

/** The parts of a syntax tree that matter here. */
interface Syntax {
  readonly regex?: { readonly pattern: string; readonly flags: string }
}

function walk(value: unknown, visit: (node: Syntax) => void): void {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) visit(value)
  for (const inner of Object.values(value)) walk(inner, visit)
}

const always = [...' aA0-._/:"\'`#,=@\n\t']

/** Pieces to repeat: characters that the pattern speaks of, the usual ones, and pairs of the former. */
export function pumps({ source }: Pattern): string[] {
  const own = [...new Set(source.replace(/\\[a-zA-Z]|[\^$()|?*+{}]/g, '').replaceAll('\\', ''))]
  const few = own.slice(0, 5)
  const pairs = few.flatMap(a => few.filter(b => a !== b).map(b => a + b))
  return [...new Set([...own, ...always, ...pairs])]
}

/** The text with which a pattern begins, as far as it is plain. */
export function headOf({ source }: Pattern): string {
  return /^\^?([A-Za-z0-9 :/#-]*)(?![?*{])/.exec(source)?.[1] ?? ''
}

const length = 12_000
/** How often the time of one pass over a text is still called linear; a square would take thousands. */
const most = 200

const pass = /^[\s\S]*\u00a7/

/** The first text on which a pattern takes longer than any pattern may whose time grows with the length. */
export function slowOn(pattern: Pattern): string | undefined {
  const run = new RegExp(pattern.source, pattern.flags)
  const starts = [...new Set(['', headOf(pattern)])]
  for (const pump of pumps(pattern)) {
    for (const start of starts) {
      for (const end of ['', '\u0001']) {
        const text = start + pump.repeat(length / pump.length) + end
        if (isSlow(run, text))
          return `${pattern.file}: /${pattern.source}/ on ${JSON.stringify(pump)}`
      }
    }
  }
  return undefined
}

/** Judged by processor time, against a pass over the same text, and again if anything got in between. */
function isSlow(run: RegExp, text: string): boolean {
  for (let attempt = 0; attempt < 2; attempt++) {
    const needed = timeOf(run, text)
    if (needed < 2000 || needed <= most * Math.max(20, timeOf(pass, text))) return false
  }
  return true
}

/** In microseconds of the processor. */
function timeOf(run: RegExp, text: string): number {
  run.lastIndex = 0
  const before = process.cpuUsage()
  run.test(text)
  return process.cpuUsage(before).user
}
