import type { Ajv, ValidateFunction } from 'ajv'
import type { TSchema } from 'typebox'
import { compiler } from './compiler.ts'
import { kinds } from './file-kinds.ts'

let ajv: Ajv | undefined

/**
 * Compiles the schema of a kind of file with ajv on first use. In the bundle,
 * `scripts/bundle/validators.mjs` replaces this module by the compiled code, because compiling takes
 * longer than the rest of a command.
 */
export function validatorOf(schema: TSchema): ValidateFunction {
  ajv ??= compiler()
  const [name = ''] = Object.entries(kinds).find(([, known]) => known === schema) ?? []
  const validate = ajv.getSchema(name)
  if (!validate) throw new Error('bug: this is the schema of no kind of file')
  return validate as ValidateFunction // none of them is asynchronous
}
