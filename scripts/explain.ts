import { type Code, codes } from '../src/diagnostics/codes.ts'
import { explain, listCodes } from '../src/reporters/explain.ts'
import { didYouMean } from '../src/text/suggest.ts'
import { command } from './cli/command.ts'
import { terminal } from './cli/terminal.ts'
import { cases } from './explain/cases.ts'
import { UsageError } from './system/usage-error.ts'

const about = 'Says more about a kind of mistake, with an example; without a code, lists them all.'

await command({ name: 'explain', about, operands: ['[code]'] }, ({ operands: [name] }) => {
  process.stdout.write(name === undefined ? listCodes() : explainCase(codeOf(name)))
})

function codeOf(name: string): Code {
  const known = Object.keys(codes)
  if (known.includes(name)) return name as Code // it is one of them
  throw new UsageError(`there is no code \`${name}\`; ${didYouMean(name, known)}`)
}

function explainCase(code: Code): string {
  const example = cases[code]
  if (!example) throw new UsageError(`there is no example of \`${code}\` here`)
  return explain(code, terminal(process.stdout, process.env).width, example)
}
