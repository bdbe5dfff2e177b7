import { mkdirSync, writeFileSync } from 'node:fs'
import { pages } from '../src/reference/pages.ts'
import { command } from './cli/command.ts'
import { helps } from './cli/helps.ts'
import { cases, risks } from './explain/cases.ts'
import { programNames, programOf } from './prove/program.ts'
import { home } from './system/home.ts'

const proven = programNames.map(name => programOf(name, {}).about)

const about = 'Writes docs/reference/, from the schemas, the codes and the help of each command.'

await command({ name: 'reference', about }, async () => {
  const folder = new URL('docs/reference/', home)
  const files = pages({ cases, risks, helps: await helps(), proof: proven })
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of files) writeFileSync(new URL(name, folder), text)
  process.stdout.write(`wrote ${[...files.keys()].join(', ')} to docs/reference/\n`)
})
