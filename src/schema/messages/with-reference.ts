import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { own } from '../../values/lookup.ts'
import { branchesOf, type Schema } from './describe.ts'

type Path = readonly (string | number)[]

/** Refers to the field's entry in the reference, where there is no better help. */
export function withReference(diagnostic: Diagnostic, whole: object, path: Path): Diagnostic {
  const { help } = diagnostic
  const isLong = help !== undefined && /^the known ones are .* more$/.test(help)
  if (help !== undefined && !isLong) return diagnostic
  const more = `\`npx tenantry explain ${fieldName(whole as Schema, path)}\``
  return {
    ...diagnostic,
    help: isLong ? `${help}: see ${more}` : `${more} says what belongs there`
  }
}

/** The name of a field for `explain`: the kind of file and the path, without list indices and free names. */
function fieldName(whole: Schema, path: Path): string {
  const names: string[] = []
  let schemas: readonly Schema[] = [whole]
  for (const step of path) {
    const branches = schemas.flatMap(branchesOf)
    const fields = branches.flatMap(branch => ownField(branch, String(step)))
    if (fields.length > 0 && typeof step === 'string') names.push(step)
    schemas =
      fields.length > 0
        ? fields
        : branches.flatMap(({ items, additionalProperties }) =>
            [items, additionalProperties].filter(isSchema)
          )
  }
  const kind = String(whole.title).toLowerCase()
  const name = names.join('.')
  return kind === 'tenant' && name !== '' ? name : [kind, ...(name === '' ? [] : [name])].join('/')
}

function ownField({ properties = {} }: Schema, name: string): readonly Schema[] {
  const field = own(properties as Readonly<Record<string, Schema>>, name)
  return field ? [field] : []
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null
}
