import { type Code, codes, policies, references, rules, syntax } from './codes.ts'
import { severity } from './diagnostic.ts'
import type { Files } from './files.ts'
import { harmless } from './glyphs.ts'
import { wrap } from './wrap.ts'

const sections = {
  'What a file says': syntax,
  'Names that lead nowhere': references,
  'What is wrong though each word is right': rules,
  'What platform/policy.yaml does not grant': policies
}

/** Every code with its sentence, as the README has them. */
export function listCodes(): string {
  const width = Math.max(...Object.keys(codes).map(code => code.length))
  const lists = Object.entries(sections).map(([title, section]) => {
    const rows = Object.entries(section).map(([code, text]) => `  ${code.padEnd(width)}  ${text}`)
    return [title, ...rows, ''].join('\n')
  })
  return lists.join('\n')
}

/** More about a code: what its case folder says of it, the example there, and what is told. */
export function explain(code: Code, folder: Files, width: number): string {
  const told = folder.get('diagnostics.txt') ?? ''
  const about = (folder.get('README.md') ?? '').trim().split('\n\n')
  return [
    `${severity(code)}[${code}]: ${codes[code]}`,
    ...about.map(paragraph => wrap(paragraph.replaceAll('\n', ' '), width).join('\n')),
    ...examples(folder, told),
    'is told so:',
    indent(told)
  ].join('\n\n')
}
