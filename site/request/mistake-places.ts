import type { Answer } from '../../charts/compile-in-page.ts'
import type { Path } from '../../src/yaml/node.ts'
import type { FormField } from './form-fields.ts'
import { formPath } from './form-paths.ts'
import type { Value } from './form-values.ts'

type Mistake = Answer['report']['diagnostics'][number]

export interface Shown {
  readonly mistake: Mistake
  /** As a terminal shows it. */
  readonly drawn: string
  /** A path of the form, or what the mistake is about beside its fields. */
  readonly place: Path | 'name' | 'elsewhere'
}

/** Where the form shows each mistake of an answer. */
export function shownIn(
  { report, drawn }: Answer,
  path: string,
  [form, value]: Held
): readonly Shown[] {
  return report.diagnostics.map((mistake, at) => {
    const { field = null, text = '' } = drawn[at] ?? {}
    const place = placeOf(mistake, path, field)
    const shown = typeof place === 'string' ? place : formPath(form, value, place)
    return { mistake, drawn: text, place: shown }
  })
}

/** A form and what it holds. */
type Held = readonly [FormField, Value]

function placeOf(mistake: Mistake, path: string, field: Path | null): Shown['place'] {
  if (mistake.file !== path) return 'elsewhere'
  if (mistake.code === 'missing-document') return ['owner']
  if (field === null) return mistake.start.offset === 0 && mistake.end.offset === 0 ? 'name' : []
  // It is marked at whichever field stands first beside the missing one.
  const [, missing] = /\bmissing `([^`]+)`/.exec(mistake.message) ?? []
  const isMissing = mistake.code === 'missing-field' && missing !== undefined
  return isMissing ? [...field.slice(0, -1), missing] : field
}
