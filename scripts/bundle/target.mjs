import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { caseTexts } from './cases.mjs'

/** Where this checkout of Tenantry lies. */
export const home = new URL('../../', import.meta.url)

const root = fileURLToPath(home)

/** The bundle's folder is named after all that went into it: when it is there, it is fresh. */
export function target() {
  const hash = createHash('sha256')
  for (const file of inputs()) {
    const stat = statSync(`${root}${file}`, { throwIfNoEntry: false })
    if (stat) hash.update(`${file}\0${stat.size}\0${stat.mtimeMs}\n`)
  }
  return new URL(`dist/${hash.digest('hex').slice(0, 16)}/`, home)
}

/** npm touches the second file whenever it changes a package; schemas say what may be written. */
function inputs() {
  const sources = ['src', 'charts', 'scripts', 'schemas'].flatMap(filesIn)
  return ['tsconfig.json', 'node_modules/.package-lock.json', ...sources.sort(), ...caseTexts()]
}

/**
 * Node's own recursion takes longer than a command has.
 * @returns {string[]}
 */
function filesIn(/** @type {string} */ folder) {
  return readdirSync(`${root}${folder}`, { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return filesIn(path)
    return /\.(ts|mjs|json)$/.test(path) ? [path] : []
  })
}
