// `npm pack` begins with this: it builds what the package has instead of the sources.
import { readdirSync, rmSync } from 'node:fs'
import { development } from '../system/commands.mjs'
import { build } from './build.mjs'
import { home } from './target.mjs'

const folder = new URL('dist/package/', home)
const commands = readdirSync(new URL('scripts/', home))
  .filter(file => file.endsWith('.ts') && !(file.slice(0, -'.ts'.length) in development))
  .map(file => `scripts/${file}`)
rmSync(folder, { recursive: true, force: true })
await build(folder, [...commands, 'scripts/output/compile/worker.ts'])
