import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const place = 'test/cases'
const texts = ['README.md', 'diagnostics.txt']
const root = fileURLToPath(new URL(`../../${place}/`, import.meta.url))

/** Replaces the module that reads the cases by their texts, so that the bundle needs no tests. */
export const cases = {
  name: 'cases',
  setup(/** @type {import('esbuild').PluginBuild} */ { onLoad }) {
    onLoad({ filter: /[/\\]scripts[/\\]explain[/\\]cases\.ts$/ }, () => ({
      contents: `export const cases = ${JSON.stringify(readCases())}`
    }))
  }
}

/** These texts are part of the key that says whether a bundle is fresh. */
export function caseTexts() {
  return codes().flatMap(code => texts.map(text => `${place}/${code}/${text}`))
}

/** What `explain` shows for each code: the case's description and its faulty files. */
export function readCases() {
  const finished = codes().filter(code => texts.every(text => existsSync(join(root, code, text))))
  return Object.fromEntries(finished.map(code => [code, readCase(join(root, code))]))
}

/** An install without `test/` has none, and only `explain` misses them. */
function codes() {
  return existsSync(root) ? readdirSync(root).filter(name => !name.includes('--')) : []
}

function readCase(/** @type {string} */ folder) {
  const read = (/** @type {string} */ path) =>
    new TextDecoder().decode(readFileSync(join(folder, path)))
  const diagnostics = read('diagnostics.txt')
  const shown = filesIn(folder).filter(path => diagnostics.includes(` ${path}:`))
  const files = Object.fromEntries(shown.map(path => [path, read(path)]))
  return { about: read('README.md'), files, diagnostics }
}

function filesIn(/** @type {string} */ folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
    .filter(path => /^(tenants|platform)\//.test(path))
    .sort()
}
