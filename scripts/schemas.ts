import { mkdirSync, writeFileSync } from 'node:fs'
import { editorSchemas } from '../src/documents/editor.ts'
import { command } from './cli/command.ts'
import { home } from './system/home.ts'

const about = 'Writes schemas/, which editors use, from the schemas in src/.'

await command({ name: 'schemas', about }, () => {
  const folder = new URL('schemas/', home)
  const files = editorSchemas()
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of files) writeFileSync(new URL(name, folder), text)
  process.stdout.write(`wrote ${[...files.keys()].join(', ')} to schemas/\n`)
})
