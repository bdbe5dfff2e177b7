import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSync, transformSync } from 'esbuild'
import { home } from './target.mjs'

const folder = 'site/browser/'

/** Helpers of the others. */
const shared = ['listing', 'page', 'pager']

/** Replaces the module that builds these by what it builds, so that the bundle needs neither sources nor esbuild. */
export const assets = {
  name: 'assets',
  setup(/** @type {import('esbuild').PluginBuild} */ { onLoad }) {
    onLoad({ filter: /[/\\]scripts[/\\]report[/\\]built-assets\.ts$/ }, () => ({
      contents: `export const assets = ${JSON.stringify(readAssets())}`
    }))
  }
}

/** The style of the site, and a script for each file of `site/browser/`. */
export function readAssets() {
  const css = readFileSync(new URL('site/style.css', home), 'utf8')
  const { code } = transformSync(css, { loader: 'css', minify: true, charset: 'utf8' })
  const hash = createHash('sha256').update(code).digest('base64')
  const files = readdirSync(new URL(folder, home)).filter(file => file.endsWith('.ts'))
  const names = files.map(file => file.slice(0, -'.ts'.length))
  const entries = names.filter(name => !shared.includes(name))
  return { style: { text: code, hash }, scripts: bundled(entries) }
}

/** @returns {Record<string, string>} */
function bundled(/** @type {readonly string[]} */ names) {
  const { outputFiles } = buildSync({
    absWorkingDir: fileURLToPath(home),
    entryPoints: names.map(name => `${folder}${name}.ts`),
    outdir: 'dist',
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent'
  })
  return Object.fromEntries(names.map((name, at) => [name, outputFiles[at]?.text ?? '']))
}
