import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hooksFolder } from '../output/git.ts'
import { pinFaults } from '../output/pin-faults.ts'
import { writtenBy } from '../output/written-by.ts'
import { isCompany } from '../overlay/structure.ts'
import { structureFaults } from '../overlay/structure-faults.ts'
import { pinsOf } from '../system/package-file.ts'
import { textAt } from '../system/text-at.ts'
import { version } from '../system/version.ts'
import { type Finding, fine, note, wrong } from './health.ts'

/** What the files of a repository show. */
export function repository(root: string): Finding[] {
  if (!existsSync(join(root, 'platform'))) {
    return [wrong('there is no platform/ here', '`npx tenantry init <folder>` writes a repository')]
  }
  if (!isCompany(root)) {
    const help = '`npx tenantry init <folder>` writes a repository that is one'
    return [note("this is no company's repository, but a fork or the product itself", help)]
  }
  return [
    pinned(root),
    written(root),
    ...structure(root),
    ...invented(root),
    hook(root),
    ...forge(root)
  ]
}

function pinned(root: string): Finding {
  const { named, locked } = pinsOf(root)
  const [fault] = pinFaults(root)
  if (fault) return wrong(fault.message, fault.help ?? '')
  const exact = `run \`npm install --save-exact tenantry@${version()}\``
  if (named === undefined) return wrong('package.json names no version of Tenantry', exact)
  if (!/^\d+\.\d+\.\d+$|^file:/.test(named)) {
    return wrong(`package.json names \`${named}\`, which may become another version`, exact)
  }
  if (locked === undefined) {
    return wrong(
      'package-lock.json names no version of Tenantry',
      'run `npm install`, and commit it'
    )
  }
  return fine(`Tenantry ${locked} is named and runs`)
}

function written(root: string): Finding {
  if (!existsSync(join(root, 'generated'))) {
    return wrong('there is no generated/', 'run `npx tenantry generate`')
  }
  const before = writtenBy(root) ?? 'of no known version'
  return before === version()
    ? fine(`Tenantry ${before} wrote generated/`)
    : wrong(`Tenantry ${before} wrote generated/`, 'run `npx tenantry upgrade`')
}

function structure(root: string): Finding[] {
  return structureFaults(root).map(({ message, help }) => wrong(message, help ?? ''))
}

/** What no company has: the account, the domains and the ids that `init` begins with. */
const sample = /\b111122223333\b|\bexample\b|0123456789abcdef|_AbCdEfGhI|0aaa-1bbb/i

function invented(root: string): Finding[] {
  const paths = ['platform', 'tenants'].flatMap(folder => yamlIn(root, folder))
  return paths.flatMap(path => {
    const lines = (textAt(root, path) ?? '').split('\n')
    const found = lines.flatMap((line, at) =>
      sample.test(line.replace(/(^|\s)#.*/, '')) ? [at + 1] : []
    )
    if (found.length === 0) return []
    const where = `${found.length > 1 ? 'lines' : 'line'} ${found.join(', ')}`
    return [wrong(`${path} still has values that \`init\` made up: ${where}`, own)]
  })
}

const own = 'write your own, or delete what you do not need'

function yamlIn(root: string, folder: string): string[] {
  const place = join(root, folder)
  if (!existsSync(place)) return []
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' })
  return names
    .filter(name => name.endsWith('.yaml'))
    .map(name => `${folder}/${name}`)
    .sort()
}

function hook(root: string): Finding {
  const files = [join(hooksFolder(root) ?? '.git/hooks', 'pre-commit'), '.pre-commit-config.yaml']
  const isThere = files.some(file => mentions(root, file))
  const help = 'run `npx tenantry validate` in one, so that mistakes show before they are pushed'
  return isThere
    ? fine('a hook runs Tenantry before a commit')
    : note('no hook runs Tenantry', help)
}

/** Only files: how a branch is protected is known to the forge alone. */
function forge(root: string): Finding[] {
  const folder = '.github/workflows'
  const workflows = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []
  const files = ['.gitlab-ci.yml', ...workflows.map(name => `${folder}/${name}`)]
  const owners = ['.github/CODEOWNERS', '.gitlab/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS']
  return [
    files.some(file => mentions(root, file))
      ? fine('a job runs Tenantry for each pull request')
      : wrong('no job runs Tenantry for pull requests', '`npx tenantry init` writes one; copy it'),
    owners.some(file => existsSync(join(root, file)))
      ? fine('CODEOWNERS says who reviews')
      : note('there is no CODEOWNERS', 'write `owners` in platform/common.yaml, and generate'),
    note(
      'files do not show how the branch is protected',
      'require the job, and a review by code owners, in the settings of the forge'
    )
  ]
}

function mentions(root: string, path: string): boolean {
  const file = path.startsWith('/') ? path : join(root, path)
  return existsSync(file) && readFileSync(file, 'utf8').includes('tenantry')
}
