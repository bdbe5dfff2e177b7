import type { Static } from 'typebox'
import * as Type from 'typebox'
import { type Diagnostic, severity } from '../diagnostics/diagnostic.ts'
import { positionOf } from '../diagnostics/position.ts'
import type { Span } from '../diagnostics/source.ts'
import { tally } from './summary.ts'

const closed = { additionalProperties: false }

const point = Type.Object(
  {
    line: Type.Integer({ minimum: 1 }),
    column: Type.Integer({ minimum: 1, description: 'In UTF-16 units, from 1' }),
    offset: Type.Integer({ minimum: 0, description: 'In UTF-16 units from the start of the file' })
  },
  closed
)

const place = {
  file: Type.String({ description: 'From the root of the repository, with `/`' }),
  start: point,
  end: Type.Object(point.properties, { ...closed, description: 'Behind the last character' })
}

const mistake = Type.Object(
  {
    code: Type.String({ description: 'As `explain` and docs/reference/codes.md list it' }),
    severity: Type.Union([Type.Literal('error'), Type.Literal('warning')]),
    message: Type.String(),
    help: Type.Optional(Type.String()),
    ...place,
    related: Type.Array(Type.Object({ message: Type.String(), ...place }, closed)),
    others: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'How many more mistakes the file has, which are not listed'
      })
    )
  },
  closed
)

const summary = Type.Object(
  {
    errors: Type.Integer({ minimum: 0 }),
    warnings: Type.Integer({ minimum: 0 }),
    files: Type.Integer({ minimum: 0, description: 'That hold a mistake' })
  },
  closed
)

/** The output of `--format json`. A change that breaks readers needs a new version. */
export const JsonOutput = Type.Object(
  {
    version: Type.Literal(1),
    summary,
    diagnostics: Type.Array(mistake, { description: 'In the order of the files' })
  },
  { ...closed, title: 'Tenantry report' }
)
export type JsonOutput = Static<typeof JsonOutput>

export function toJson(diagnostics: readonly Diagnostic[]): JsonOutput {
  return {
    version: 1,
    summary: tally(diagnostics),
    diagnostics: diagnostics.map(({ code, message, help, at, related = [], others }) => ({
      code,
      severity: severity(code),
      message,
      ...(help === undefined ? {} : { help }),
      ...placed(at),
      related: related.map(other => ({ message: other.message, ...placed(other.at) })),
      ...(others === undefined ? {} : { others })
    }))
  }
}

function placed({ source, start, end }: Span) {
  return { file: source.path, start: pointed(source, start), end: pointed(source, end) }
}

function pointed(source: Span['source'], offset: number) {
  return { ...positionOf(source, offset), offset }
}
