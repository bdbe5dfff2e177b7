// `npm pack` begins with this: it builds what the package has instead of the sources.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { development } from '../system/commands.mjs'
import { build } from './build.mjs'
import { home, target } from './target.mjs'

const folder = new URL('dist/package/', home)
/** Which sources the folder was built from; beside it, because everything in it is packed. */
const state = new URL('dist/package.state', home)
const lock = new URL('dist/package.lock/', home)
const longest = 60_000
const pause = 50

// Two may pack at once, and neither may take away what the other packs.
await locked(async () => {
  const sources = target().href
  if (!existsSync(folder) || !existsSync(state) || readFileSync(state, 'utf8') !== sources) {
    rmSync(folder, { recursive: true, force: true })
    await build(folder, [...commands(), 'scripts/output/compile/worker.ts'])
    writeFileSync(state, sources)
  }
  // What is old is swept away.
  for (const used of [folder, state]) utimesSync(used, new Date(), new Date())
})

function commands() {
  return readdirSync(new URL('scripts/', home))
    .filter(file => file.endsWith('.ts') && !(file.slice(0, -'.ts'.length) in development))
    .map(file => `scripts/${file}`)
}

async function locked(/** @type {() => Promise<void>} */ work) {
  mkdirSync(new URL('../', lock), { recursive: true })
  for (let waited = 0; !isFree(); waited += pause) {
    // Whoever held it so long was killed.
    if (waited > longest) rmSync(lock, { recursive: true, force: true })
    await setTimeout(pause)
  }
  try {
    await work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function isFree() {
  try {
    mkdirSync(lock)
    return true
  } catch {
    return false
  }
}
