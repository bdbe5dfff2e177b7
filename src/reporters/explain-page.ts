import {
  type Code,
  changes,
  codes,
  consistency,
  overlays,
  policy,
  references,
  syntax
} from '../diagnostics/codes.ts'
import { severity } from '../diagnostics/diagnostic.ts'
import { harmless } from '../text/width.ts'
import { wrap } from '../text/wrap.ts'

/** The content of a case's folder, limited to the files with the mistake. */
export interface Case {
  readonly about: string
  readonly files: Readonly<Record<string, string>>
  readonly diagnostics: string
}

export const sections = {
  'Reading files': syntax,
  'Unknown names': references,
  'Contradictions and mistakes in meaning': consistency,
  'Not granted by `platform/policy.yaml`': policy,
  'Changes that would harm what exists': changes,
  'Overlays, and what is built from them': overlays
}

/** Nobody wants to read more of a case than this. */
const mostLines = 30
/** Longer lines are hard to read. */
const mostCells = 100

/** Every code with its sentence. */
export function listCodes(): string {
  const width = Math.max(...Object.keys(codes).map(code => code.length))
  const lists = Object.entries(sections).map(([title, section]) => {
    const rows = Object.entries(section).map(([code, text]) => `  ${code.padEnd(width)}  ${text}\n`)
    return `${title}\n\n${rows.join('')}`
  })
  return lists.join('\n')
}

/** Explains a code with its case: the description, the files, and the diagnostics about them. */
export function explain(code: Code, width: number, { about, files, diagnostics }: Case): string {
  const shown = Object.entries(files)
  const parts = [
    `${severity(code)}[${code}]: ${codes[code]}`,
    paragraphs(about, Math.min(width, mostCells)),
    ...shown.map(([path, file]) => `An example, ${path}:\n\n${indent(file)}`),
    `What Tenantry prints:\n\n${indent(diagnostics)}`
  ]
  return `${parts.join('\n\n')}\n`
}

function paragraphs(text: string, width: number): string {
  const all = text.trim().split(/\n{2,}/)
  return all.map(one => wrap(one.replaceAll('\n', ' '), width, '').join('\n')).join('\n\n')
}

function indent(text: string): string {
  const lines = text.trimEnd().split('\n')
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines), '...'] : lines
  return shown.map(line => (line === '' ? '' : `    ${harmless(line)}`)).join('\n')
}
