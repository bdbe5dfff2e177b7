import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, transform } from 'esbuild'
import { home } from './target.mjs'

/** Replaces the module that compiles schemas with ajv by the compiled code. */
export const validators = {
  name: 'validators',
  setup(/** @type {import('esbuild').PluginBuild} */ { onLoad }) {
    onLoad({ filter: /[/\\]src[/\\]documents[/\\]validators\.ts$/ }, async ({ path }) => {
      const { code } = await transform(await compiled(), { format: 'esm', minify: true })
      return { contents: code, resolveDir: dirname(path) }
    })
  }
}

async function compiled() {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(home),
    entryPoints: ['scripts/bundle/standalone.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent'
  })
  const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64')
  const { standaloneValidators } = await import(`data:text/javascript;base64,${code}`)
  return standaloneValidators()
}
