import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const place = 'test/cases'
const texts = ['README.md', 'diagnostics.txt']
const root = folderOf(place)

const planPlace = 'test/plan'
const planTexts = ['README.md', 'plan.txt']
const planRoot = folderOf(planPlace)

function folderOf(/** @type {string} */ place) {
  return fileURLToPath(new URL(`../../${place}/`, import.meta.url))
}

/** Replaces the module that reads the cases by their texts, so that the bundle needs no tests. */
export const cases = {
  name: 'cases',
  setup(/** @type {import('esbuild').PluginBuild} */ { onLoad }) {
    onLoad({ filter: /[/\\]scripts[/\\]explain[/\\]cases\.ts$/ }, () => ({
      contents:
        `export const cases = ${JSON.stringify(readCases())}\n` +
        `export const risks = ${JSON.stringify(readRisks())}`
    }))
  }
}

/** These texts are part of the key that says whether a bundle is fresh. */
export function caseTexts() {
  return [
    ...foldersIn(root).flatMap(code => texts.map(text => `${place}/${code}/${text}`)),
    ...foldersIn(planRoot).flatMap(code => planTexts.map(text => `${planPlace}/${code}/${text}`))
  ]
}

/** What `explain` shows for each code: the case's description and its faulty files. */
export function readCases() {
  const finished = foldersIn(root).filter(code =>
    texts.every(text => existsSync(join(root, code, text)))
  )
  return Object.fromEntries(finished.map(code => [code, readCase(join(root, code))]))
}

/** What `explain` shows for each risk: the case's description, and how `plan` tells it there. */
export function readRisks() {
  const all = foldersIn(planRoot).flatMap(code => {
    const [about, plan] = planTexts.map(text => join(planRoot, code, text)).map(readText)
    const example = (plan ?? '').split('\n\n').find(part => part.includes(`[${code}]: `))
    return about && example ? [[code, { about, example }]] : []
  })
  return Object.fromEntries(all)
}

function readText(/** @type {string} */ path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** An install without `test/` has none, and only `explain` misses them. */
function foldersIn(/** @type {string} */ folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter(name => !name.includes('--') && !name.includes('.'))
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
