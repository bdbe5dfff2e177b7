import { expect, test } from 'vitest'
import { risks } from '../../../charts/plan/risks/all.ts'
import {
  clusterFields,
  commonFields,
  directoryFields
} from '../../../charts/plan/watched-fields.ts'
import { clusterSchema } from '../../../src/cluster/file.ts'
import { commonSchema } from '../../../src/documents/common.ts'
import { directorySchema } from '../../../src/documents/directory.ts'

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>
  readonly additionalProperties?: Shape | false
  readonly anyOf?: readonly Shape[]
}

const files = [
  ['the file of a cluster', clusterSchema, clusterFields],
  ['common.yaml', commonSchema, commonFields],
  ['the directory', directorySchema, directoryFields]
] as const

test.each(files)(
  'whether a field of %s loosens something was decided for each',
  (_, schema, rows) => {
    const fields = leaves(schema as Shape, []) // as `fields` makes it
    const covers = (row: string, field: string) => {
      const steps = field.split('.')
      return row.split('.').every((step, at) => step === '*' || step === steps[at])
    }
    const undecided = fields.filter(field => !Object.keys(rows).some(row => covers(row, field)))
    const unknown = Object.keys(rows).filter(row => !fields.some(field => covers(row, field)))
    expect({ undecided, unknown }).toEqual({ undecided: [], unknown: [] })
  }
)

test.each(files)('what is told of %s is told by a risk that there is', (_, _schema, rows) => {
  const codes = Object.values(rows).flatMap(row => {
    return row === null ? [] : typeof row === 'string' ? row : row.code
  })
  expect(codes.filter(code => !risks[code])).toEqual([])
})

/** With `*` for the names in a map. */
function leaves(shape: Shape, path: readonly string[]): string[] {
  const { properties, additionalProperties, anyOf = [] } = shape
  const forms = anyOf.filter(form => form.properties)
  if (forms.length > 0) return forms.flatMap(form => leaves(form, path))
  const inner = Object.entries({
    ...properties,
    ...(additionalProperties ? { '*': additionalProperties } : {})
  })
  if (inner.length === 0) return [path.join('.')]
  return inner.flatMap(([name, value]) => leaves(value, [...path, name]))
}
