import { type Code, codes } from '../src/diagnostics/codes.ts'
import { explainField, fieldNames, nearFields } from '../src/reference/explain-field.ts'
import { explain, explainRisk, listCodes } from '../src/reporters/explain-page.ts'
import { orList } from '../src/text/prose.ts'
import { suggest } from '../src/text/suggest.ts'
import { command } from './cli/command.ts'
import { terminal } from './cli/stream.ts'
import { cases, risks } from './explain/cases.ts'
import { UsageError } from './system/usage-error.ts'

const names =
  'A field is named by its path, such as `quota` or `members.until`. What stands before a `/` is the kind of file: `tenant/quota`,\n' +
  '`common/presets`, `policy/quota`, `directory/people`, `cluster/pipelines.database`; the kind alone is the whole file.'

const about = `Explains a kind of mistake or a risk of a change, with an example, or a field; without any, lists all mistakes and risks.\n${names}`

await command({ name: 'explain', about, operands: ['[code or field]'] }, ({ operands: [name] }) => {
  process.stdout.write(name === undefined ? `${listCodes(risks)}\n${names}\n` : pageOf(name))
})

/** A name such as `role` is that of many fields, and nobody reads a long list. */
const mostNames = 4

function pageOf(name: string): string {
  const known = Object.keys(codes)
  if (known.includes(name)) return explainCase(name as Code) // `includes` does not narrow the type
  const { width } = terminal(process.stdout, process.env)
  const risk = risks[name]
  if (risk) return explainRisk(name, width, risk)
  const text = explainField(name, width)
  if (text !== null) return text
  throw new UsageError(`there is no code or field \`${name}\`${hintFor(name)}`)
}

function hintFor(name: string): string {
  const similar = suggest(name, [...Object.keys(codes), ...Object.keys(risks), ...fieldNames()])
  const near = nearFields(name)
  const meant = near.length > 0 ? near : similar === undefined ? [] : [similar]
  if (meant.length === 0) return ', and none with a similar name'
  const more = meant.length > mostNames ? ' or another of that name' : ''
  return `; did you mean ${orList(meant.slice(0, mostNames))}${more}?`
}

function explainCase(code: Code): string {
  const example = cases[code]
  if (!example) throw new UsageError(`there is no example of \`${code}\` here`)
  return explain(code, terminal(process.stdout, process.env).width, example)
}
