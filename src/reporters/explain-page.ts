import {
  type Code,
  changes,
  codes,
  overlays,
  policies,
  references,
  rules,
  syntax
} from '../diagnostics/codes.ts'
import { severity } from '../diagnostics/diagnostic.ts'
import { harmless } from '../text/width.ts'
import { wrap } from '../text/wrap.ts'

/** What the folder of a case holds; of its files those that the mistake is in. */
export interface Case {
  readonly about: string
  readonly files: Readonly<Record<string, string>>
  readonly diagnostics: string
}

export const sections = {
  'What a file says': syntax,
  'Names that lead nowhere': references,
  'What is wrong though each word is right': rules,
  'What `platform/policy.yaml` does not grant': policies,
  'What a change may not do to what is there': changes,
  'What is wrong in kustomize/, or with what is built': overlays
}

/** Some cases hold more than anybody wants to see of them. */
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

/** More about a code: what its case says of it, the files there, and what is told about them. */
export function explain(code: Code, width: number, { about, files, diagnostics }: Case): string {
  const shown = Object.entries(files)
  const parts = [
    `${severity(code)}[${code}]: ${codes[code]}`,
    paragraphs(about, Math.min(width, mostCells)),
    ...shown.map(([path, file]) => `An example, ${path}:\n\n${indent(file)}`),
    `What is said ${shown.length > 0 ? 'of it' : 'then'}:\n\n${indent(diagnostics)}`
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
