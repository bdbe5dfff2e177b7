import type { Code } from '../diagnostics/codes.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'

/** The form of a text that has a meaning. */
export interface Shape {
  /** Completes the sentence "... is not". */
  readonly expects: string
  readonly code?: Code
  readonly test: (text: string) => boolean
  /** A pattern for editors, which may accept more than `test`. */
  readonly pattern?: string
  /** Guesses at what was meant; the first one that has the form is suggested. */
  readonly meant?: (text: string) => readonly string[]
  /** Rejects texts for their meaning although they have the form. */
  readonly refuses?: (text: string) => Refusal | undefined
}

type Refusal = Omit<Diagnostic, 'at'>

export function like(expects: string, pattern: string, more: Partial<Shape> = {}): Shape {
  const compiled = new RegExp(pattern, 'u')
  return { expects, pattern, test: text => compiled.test(text), ...more }
}

/** The form of a subject, excluding everybody, nobody, and Kubernetes itself. */
export function someone(expects: string, pattern: string, more: Partial<Shape> = {}): Shape {
  const shape = like(expects, pattern, more)
  return { ...shape, refuses, test: text => !refuses(text) && shape.test(text) }
}

/** Nobody mistypes a longer text, and guessing would be slow. */
const longest = 200

/** Those of word processors among them. */
const opening = /^["'\u2018-\u201f\u00ab\u00bb<]+/

/** A text that has the form and was probably meant. */
export function guess({ test, meant = () => [] }: Shape, text: string): string | undefined {
  if (text.length > longest) return undefined
  const bare =
    /^.*[^"'\u2018-\u201f\u00ab\u00bb>,;]/s.exec(text.trim().replace(opening, ''))?.[0] ?? ''
  return [bare, ...meant(text), ...meant(bare)].find(candidate => test(candidate))
}

/** The help for a text that does not have the form. */
export function helpFor(shape: Shape, text: string): string | undefined {
  if (text.length > longest) return undefined
  const found = guess(shape, text)
  if (found !== undefined) return `did you mean \`${found}\`?`
  const foreign = /[^\n -~]/u.exec(text)?.[0].codePointAt(0)?.toString(16).toUpperCase()
  return foreign && `the character U+${foreign.padStart(4, '0')} is not allowed here: type it again`
}

function refuses(text: string): Refusal | undefined {
  const [, namespace, name] = /^system:serviceaccount:([^:*]+):([^:*]+)$/.exec(text) ?? []
  if (name !== undefined) {
    return {
      code: 'forbidden-subject',
      message: `\`${text}\` is a name that only Kubernetes uses for a workload`,
      help: `write \`serviceAccount: ${namespace}/${name}\``
    }
  }
  const whom = meansWhom(text)
  if (!whom) return undefined
  const shown = text.length > 60 ? `${text.slice(0, 60)}...` : text
  return {
    code: 'forbidden-subject',
    message: `${text.trim() === '' ? 'an empty name' : `\`${shown}\``} stands for ${whom}`,
    help: 'name people, groups and workloads one by one'
  }
}

function meansWhom(text: string): string | undefined {
  if (text.includes('*')) return 'everybody'
  if (text.trim() === '') return 'nobody'
  return text.startsWith('system:') ? 'Kubernetes itself' : undefined
}
