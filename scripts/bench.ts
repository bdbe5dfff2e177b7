import { mkdirSync, writeFileSync } from 'node:fs'
import { table } from './bench/measure.ts'
import { coldStart } from './bench/start.ts'
import { command } from './frame/command.ts'
import { home } from './frame/home.ts'

const about = 'Measures what people wait for, and prints it with goals and ratios.'

await command({ name: 'bench', about }, () => {
  const rows = [coldStart(15)]
  process.stdout.write(table(rows))
  const folder = new URL('.cache/', home)
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL('bench.json', folder), `${JSON.stringify({ rows }, null, 2)}\n`)
})
