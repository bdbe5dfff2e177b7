import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { home } from './target.mjs'
import { validators } from './validators.mjs'

/** Replaces packages that need Node by the little that charts/ uses of them. */
const inPage = {
  name: 'in-page',
  setup(/** @type {import('esbuild').PluginBuild} */ { onResolve }) {
    const path = fileURLToPath(new URL('in-page.mjs', import.meta.url))
    onResolve({ filter: /^cdk8s(-plus-27)?$/ }, () => ({ path }))
  }
}

/**
 * The page "Request a place" as one script, with the whole compiler in it. It is one function, whose text the
 * page gives to a thread of its own. The platform is no other than Node's name for it: whatever needs Node
 * makes the build fail.
 */
export async function buildPage() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: fileURLToPath(home),
    entryPoints: ['site/browser/request/main.ts'],
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
    banner: { js: 'globalThis.tenantryRequest=function(){' },
    footer: { js: '};globalThis.tenantryRequest()' },
    plugins: [validators, inPage],
    logLevel: 'silent'
  })
  return { text: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) }
}
