import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'

/** Where this checkout of Tenantry lies. */
export const home = new URL('../', import.meta.url)

/** The bundle's folder is named after all that went into it: when it is there, it is fresh. */
export function target() {
  const hash = createHash('sha256')
  for (const file of inputs()) {
    const stat = statSync(new URL(file, home), { throwIfNoEntry: false })
    if (stat) hash.update(`${file}\0${stat.size}\0${stat.mtimeMs}\n`)
  }
  return new URL(`dist/${hash.digest('hex').slice(0, 16)}/`, home)
}

/** npm touches the second file whenever it changes a package. */
function inputs() {
  const sources = ['src', 'charts', 'scripts'].flatMap(folder =>
    readdirSync(new URL(folder, home), { recursive: true, encoding: 'utf8' })
      .filter(file => /\.(ts|mjs|json)$/.test(file))
      .map(file => `${folder}/${file}`)
  )
  return ['tsconfig.json', 'node_modules/.package-lock.json', ...sources.sort()]
}
