import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Code, codes } from '../src/codes.ts'
import { explain, listCodes } from '../src/explain.ts'
import { readTree } from '../src/files.ts'
import { didYouMean } from '../src/suggest.ts'
import { command } from './frame/command.ts'
import { home } from './frame/home.ts'
import { terminal } from './frame/terminal.ts'
import { UsageError } from './frame/usage.ts'

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
  const folder = new URL(`test/cases/${code}/`, home)
  const read = (file: string) => readFileSync(new URL(file, folder), 'utf8')
  const files = readTree(fileURLToPath(folder))
  const { width } = terminal(process.stdout, process.env)
  return explain(code, width, {
    about: read('README.md'),
    files,
    diagnostics: read('diagnostics.txt')
  })
}
