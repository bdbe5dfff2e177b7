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

/** What is known of a risk: what it is about, and how `plan` tells it. */
export interface RiskCase {
  readonly about: string
  readonly example: string
}

export type RiskCases = Readonly<Record<string, RiskCase>>

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

/** Every code with its sentence, and every risk. */
export function listCodes(risks: RiskCases): string {
  const width = Math.max(...Object.keys(codes).map(code => code.length))
  const sentences = Object.entries(risks).map(([code, { about }]) => [code, sentenceOf(about)])
  const all = { ...sections, [riskTitle]: Object.fromEntries(sentences) }
  const lists = Object.entries(all).map(([title, section]) => {
    const rows = Object.entries(section).map(([code, text]) => `  ${code.padEnd(width)}  ${text}\n`)
    return `${title}\n\n${rows.join('')}`
  })
  return lists.join('\n')
}

const riskTitle = 'Risks of a change, which `npx tenantry plan` tells'

/** What a risk is: its first sentence, written as those of codes are. */
export function sentenceOf(about: string): string {
  const [first = ''] = about.replaceAll('\n', ' ').split(/(?<=[.:]) /)
  const text = first.trim().replace(/[.:]$/, '')
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`
}

/** Explains a risk with how it is told in its case. */
export function explainRisk(code: string, width: number, { about, example }: RiskCase): string {
  const parts = [
    `${code}: a risk that \`npx tenantry plan\` tells`,
    paragraphs(about, Math.min(width, mostCells)),
    `What Tenantry prints:\n\n${indent(example)}`
  ]
  return `${parts.join('\n\n')}\n`
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
