import { readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build as bundle } from 'esbuild'
import { assets } from './assets.mjs'
import { cases } from './cases.mjs'
import { home } from './target.mjs'
import { validators } from './validators.mjs'

const hour = 3_600_000

const everything = ['scripts/*.ts', 'scripts/**/worker.ts']

/**
 * Bundles commands and their second thread, with shared chunks. Renames the finished folder into
 * place, so that two builds at once do no harm.
 */
export async function build(/** @type {URL} */ folder, entryPoints = everything) {
  const draft = new URL(`../draft-${process.pid}/`, folder)
  await bundle({
    absWorkingDir: fileURLToPath(home),
    entryPoints,
    entryNames: '[name]',
    outdir: fileURLToPath(draft),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // cdk8s calls `require` for Node's own modules, which an ES module does not have.
    banner: {
      js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url)"
    },
    // Only `bench` starts a browser, in a clone.
    external: ['playwright-core'],
    plugins: [validators, cases, assets],
    logLevel: 'silent'
  })
  sweep(new URL('../', folder))
  try {
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true })
    if (!statSync(folder, { throwIfNoEntry: false })) throw error
  }
}

/** Keeps bundles of the last hour, because a running command may still load chunks from them. */
function sweep(/** @type {URL} */ dist) {
  for (const name of readdirSync(dist)) {
    const old = new URL(name, dist)
    const { mtimeMs } = statSync(old, { throwIfNoEntry: false }) ?? { mtimeMs: Infinity }
    if (Date.now() - mtimeMs > hour) rmSync(old, { recursive: true, force: true })
  }
}
