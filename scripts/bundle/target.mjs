import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { caseTexts } from './cases.mjs'

/** The root of this checkout. */
export const home = new URL('../../', import.meta.url)

const root = fileURLToPath(home)

/** The folder's name is a hash of all inputs, so a bundle that exists is fresh. */
export function target() {
  const hash = createHash('sha256')
  for (const file of inputs()) {
    const stat = statSync(`${root}${file}`, { throwIfNoEntry: false })
    if (stat) hash.update(`${file}\0${stat.size}\0${stat.mtimeMs}\n`)
  }
  return new URL(`dist/${hash.digest('hex').slice(0, 16)}/`, home)
}

/**
 * npm rewrites the second file whenever it changes a package. Schemas are inputs because they decide
 * what may be written.
 */
function inputs() {
  const sources = ['src', 'charts', 'site', 'scripts', 'schemas'].flatMap(filesIn)
  return ['tsconfig.json', 'node_modules/.package-lock.json', ...sources.sort(), ...caseTexts()]
}

/**
 * Node's recursive `readdir` takes longer than a whole command may.
 * @returns {string[]}
 */
function filesIn(/** @type {string} */ folder) {
  return readdirSync(`${root}${folder}`, { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return filesIn(path)
    return /\.(ts|mjs|json|css)$/.test(path) ? [path] : []
  })
}
