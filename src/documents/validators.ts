import type { Ajv, ValidateFunction } from 'ajv'
import type { TSchema } from 'typebox'
import { compiler } from './compiler.ts'
import { kinds } from './file-kinds.ts'

let ajv: Ajv | undefined

/**
 * What says whether a value meets the schema of a kind of file. ajv compiles it when it is first
 * asked for; in the bundles of commands `scripts/bundle/validators.mjs` puts what it compiled in the place
 * of this module, because compiling takes longer than all else that a command does.
 */
export function validatorOf(schema: TSchema): ValidateFunction {
  ajv ??= compiler()
  const [name = ''] = Object.entries(kinds).find(([, known]) => known === schema) ?? []
  const validate = ajv.getSchema(name)
  if (!validate) throw new Error('bug: this is the schema of no kind of file')
  return validate as ValidateFunction // none is asynchronous
}
