// Ends with an error unless the tag that starts a release names the version of both packages and of the changelog.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { home } from './target.mjs'

/** @returns {string[]} what does not fit, a sentence each */
export function misfits(/** @type {string} */ tag, /** @type {(path: string) => string} */ read) {
  const own = JSON.parse(read('package.json'))
  const create = JSON.parse(read('create/package.json'))
  /** @type {[string, string][]} */
  const named = [
    ['package.json', own.version],
    ['create/package.json', create.version],
    ['the dependency of create/package.json', create.dependencies.tenantry]
  ]
  const wrong = named
    .filter(([, version]) => `v${version}` !== tag)
    .map(([where, version]) => `${where} says ${version}, and the tag ${tag}`)
  const isTold = read('CHANGELOG.md').includes(`\n## [${tag.slice(1)}]`)
  return isTold ? wrong : [...wrong, `CHANGELOG.md has no section about ${tag.slice(1)}`]
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = misfits(process.argv[2] ?? '', path => readFileSync(new URL(path, home), 'utf8'))
  for (const one of found) process.stderr.write(`error: ${one}\n`)
  if (found.length > 0) process.exitCode = 1
}
