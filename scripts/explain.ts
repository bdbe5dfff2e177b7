import { type Code, codes } from '../src/diagnostics/codes.ts'
import { explainField, fieldNames } from '../src/reference/explain-field.ts'
import { explain, listCodes } from '../src/reporters/explain-page.ts'
import { didYouMean } from '../src/text/suggest.ts'
import { command } from './cli/command.ts'
import { terminal } from './cli/stream.ts'
import { cases } from './explain/cases.ts'
import { UsageError } from './system/usage-error.ts'

const about =
  'Explains a kind of mistake, with an example, or a field; without either, lists all kinds of mistakes.'

const more =
  '\nFields can be asked for as well, such as `quota`, `members.until` or `cluster/pipelines.database`, and whole files\n' +
  'as `tenant`, `common`, `policy`, `directory` or `cluster`.\n'

await command({ name: 'explain', about, operands: ['[code or field]'] }, ({ operands: [name] }) => {
  process.stdout.write(name === undefined ? listCodes() + more : pageOf(name))
})

function pageOf(name: string): string {
  const known = Object.keys(codes)
  if (known.includes(name)) return explainCase(name as Code) // `includes` does not narrow the type
  const text = explainField(name, terminal(process.stdout, process.env).width)
  if (text !== null) return text
  const near = didYouMean(name, [...known, ...fieldNames()])
  throw new UsageError(`there is no code or field \`${name}\`; ${near}`)
}

function explainCase(code: Code): string {
  const example = cases[code]
  if (!example) throw new UsageError(`there is no example of \`${code}\` here`)
  return explain(code, terminal(process.stdout, process.env).width, example)
}
