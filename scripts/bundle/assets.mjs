import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSync, transformSync } from 'esbuild'
import { buildPage } from './page.mjs'
import { home } from './target.mjs'

const folder = 'site/browser/'

const sheets = ['site/style.css', 'site/request/request.css']

/** Helpers of the others. */
const shared = ['listing', 'page', 'pager']

/** Replaces the module that builds these by what it builds, so that the bundle needs neither sources nor esbuild. */
export const assets = {
  name: 'assets',
  setup(/** @type {import('esbuild').PluginBuild} */ { onLoad }) {
    onLoad({ filter: /[/\\]scripts[/\\]report[/\\]built-assets\.ts$/ }, async () => ({
      contents: `export const assets = ${JSON.stringify(await readAssets())}`
    }))
  }
}

/** The style of the site, and a script for each file of `site/browser/`. */
export async function readAssets() {
  const css = sheets.map(path => readFileSync(new URL(path, home), 'utf8')).join('\n')
  const { code } = transformSync(css, { loader: 'css', minify: true, charset: 'utf8' })
  const { text: request } = await buildPage()
  const hash = createHash('sha256').update(code).digest('base64')
  const files = readdirSync(new URL(folder, home)).filter(file => file.endsWith('.ts'))
  const names = files.map(file => file.slice(0, -'.ts'.length))
  const entries = names.filter(name => !shared.includes(name))
  return { style: { text: code, hash }, scripts: bundled(entries), request }
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
