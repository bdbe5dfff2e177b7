import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { objectFiles } from '../charts/schemas/object-schemas.ts'
import { andList } from '../src/text/prose.ts'
import { command } from './cli/command.ts'
import { home } from './system/home.ts'
import { readUpstream, upstreamParts } from './system/upstream.ts'
import { UsageError } from './system/usage-error.ts'

const about = 'Writes schemas/objects/, what the API server accepts, from CRDs and OpenAPI.'
const from = { value: '<folder>', about: 'the folder with them; by default the one in UPSTREAM' }

const needed = andList(upstreamParts)

await command({ name: 'objects', about, flags: { from } }, ({ flags }) => {
  const named = flags.get('from')?.[0] ?? process.env.UPSTREAM
  if (!named) throw new UsageError(`set UPSTREAM or \`--from\` to a folder with ${needed}`)
  const upstream = readUpstream(named)
  if (!upstream) throw new UsageError(`\`${named}\` does not contain ${needed}`)
  const folder = new URL('schemas/objects/', home)
  const files = objectFiles(upstream)
  for (const [path, text] of files) {
    mkdirSync(new URL('./', new URL(path, folder)), { recursive: true })
    writeFileSync(new URL(path, folder), text)
  }
  const there = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const stale = there.filter(path => path.endsWith('.json') && !files.has(path))
  for (const path of stale) rmSync(new URL(path, folder))
  const size = [...files.values()].reduce((sum, text) => sum + text.length, 0)
  const removed = stale.length > 0 ? `, removed ${stale.join(', ')}` : ''
  process.stdout.write(`wrote ${files.size} files, ${Math.round(size / 1000)} kB${removed}\n`)
})
