import { readFileSync } from 'node:fs'
import { transformSync } from 'esbuild'
import { vi } from 'vitest'
import { parseAst } from 'vitest/node'
import { forms } from '../../src/schema/forms.ts'

/** A regular expression of the sources, and where it stands. */
export interface Pattern {
  readonly file: string
  readonly source: string
  readonly flags: string
}

/** Every regular expression that is written out in a file, also as a template. */
export function patternsIn(file: string): Pattern[] {
  const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts', format: 'esm' })
  const found: Pattern[] = []
  walk(parseAst(code), ({ regex, callee, arguments: given }) => {
    if (regex) found.push({ file, source: regex.pattern, flags: regex.flags })
    const parts = callee?.name === 'RegExp' ? given?.[0]?.quasis : undefined
    // What is put in is a plain word, so any will do.
    const source = parts?.map(({ value }) => value.cooked).join('a')
    if (source !== undefined) found.push({ file, source, flags: 'm' })
  })
  return found
}

/** The patterns of the forms of text, which editors are given too. */
export function patternsOfForms(): Pattern[] {
  return Object.entries(forms).flatMap(([name, shape]) =>
    'pattern' in shape ? [{ file: `form ${name}`, source: shape.pattern, flags: 'u' }] : []
  )
}

/** The patterns that files of ours put together while they are loaded. */
export async function patternsMade(files: readonly string[]): Promise<Pattern[]> {
  const made: Pattern[] = []
  const original = RegExp
  globalThis.RegExp = new Proxy(original, {
    construct(target, given) {
      const { source, flags } = Reflect.construct(target, given)
      const [, , caller = ''] = new Error().stack?.split('\n') ?? []
      const [file] = /(src|charts)\/[\w/-]+\.ts/.exec(caller) ?? []
      if (file !== undefined && !caller.includes('node_modules')) made.push({ file, source, flags })
      return Reflect.construct(target, given)
    }
  })
  // Other tests may have loaded them already.
  vi.resetModules()
  try {
    for (const file of files) await import(/* @vite-ignore */ `../../${file}`)
  } finally {
    globalThis.RegExp = original
  }
  return made
}

/** The parts of a syntax tree that matter here. */
interface Syntax {
  readonly regex?: { readonly pattern: string; readonly flags: string }
  readonly callee?: { readonly name?: string }
  readonly arguments?: readonly {
    readonly quasis?: readonly { readonly value: { readonly cooked: string } }[]
  }[]
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
  for (const pieces of [...pumps(pattern).map(pump => [pump]), ...runsOf(pattern)]) {
    const long = pieces.map(pump => pump.repeat(length / pieces.length / pump.length)).join('')
    for (const start of starts) {
      for (const end of ['', '\u0001']) {
        if (isSlow(run, start + long + end))
          return `${pattern.file}: /${pattern.source}/ on ${JSON.stringify(pieces)}`
      }
    }
  }
  return undefined
}

/** Two characters, each of which is repeated before the other begins. */
function runsOf(pattern: Pattern): string[][] {
  const few = [...new Set([...' a0', ...pumps(pattern).slice(0, 4)])]
  return few.flatMap(a => few.filter(b => a !== b).map(b => [a, b]))
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
