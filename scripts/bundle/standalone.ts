import standalone from 'ajv/dist/standalone/index.js'
import { compiler } from '../../src/documents/compiler.ts'
import { kinds } from '../../src/documents/file-kinds.ts'

/** Generates `src/documents/validators.ts` with the schemas already compiled by ajv. */
export function standaloneValidators(): string {
  const names = Object.keys(kinds)
  const code = standalone.default(compiler(), Object.fromEntries(names.map(name => [name, name])))
  const entries = names.map(name => `[kinds.${name}, ${name}]`)
  return `import { keywords } from ${JSON.stringify('../schema/keywords.ts')}
import { kinds } from ${JSON.stringify('./file-kinds.ts')}
const more = (all, own) => (own.forEach(each => all.push(each)), all)
${quicker(code)}
const validators = new Map([${entries.join(', ')}])
export const validatorOf = schema => validators.get(schema)
`
}

/** ajv copies all errors so far for each item of a list, which takes minutes when there are many. */
function quicker(code: string): string {
  const copies = /\bvErrors\.concat\((\w+\.errors)\)/g
  const faster = code.replace(copies, 'more(vErrors, $1)')
  if (faster === code) throw new Error('bug: ajv joins errors in another way than it did')
  return faster
}
