#!/usr/bin/env node
// Starts Tenantry from its bundle, because loading the sources would take five times as long. A package
// has the bundle; a clone builds it whenever its sources have changed.
import { existsSync } from 'node:fs'

const home = new URL('../', import.meta.url)
const isClone = existsSync(new URL('scripts/bundle/', home))

if (isClone && !existsSync(new URL('node_modules/esbuild', home))) {
  process.stderr.write('error: the packages that Tenantry needs are not there; run `npm ci`\n')
  process.exitCode = 2
} else {
  const folder = isClone ? await built() : new URL('dist/package/', home)
  await import(new URL('tenantry.js', folder).href)
}

async function built() {
  const { target } = await import('./bundle/target.mjs')
  const folder = target()
  if (!existsSync(folder)) await import('./bundle/build.mjs').then(({ build }) => build(folder))
  return folder
}
