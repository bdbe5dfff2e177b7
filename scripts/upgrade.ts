import { existsSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { count } from '../src/text/prose.ts'
import { command } from './cli/command.ts'
import { lineOf } from './cli/edit-files.ts'
import type { Flag } from './cli/flags.ts'
import { print } from './cli/print.ts'
import { readSettings, type Settings, settings } from './cli/settings.ts'
import { attempt, type Outcome } from './company/attempt.ts'
import { changelog, first, sectionsOf } from './company/changelog.ts'
import { effectOf } from './company/effect.ts'
import { bringTo, install, pinOf } from './company/install.ts'
import { repin } from './company/pin.ts'
import { inTrial, type Trial, take } from './company/trial.ts'
import { locked } from './output/disk/lock.ts'
import { commitOf, uncommitted } from './output/git.ts'
import { writtenBy } from './output/written-by.ts'
import { isCompany, laidBy } from './overlay/structure.ts'
import { pinsOf } from './system/package-file.ts'
import { Refusal } from './system/refusal.ts'
import { byAge, version } from './system/version.ts'
import { writeAll } from './system/write-files.ts'

const about =
  "Moves a company's repository to this version: says what changes, and then writes it, or nothing."
const { root, today } = settings
const flags = {
  root,
  today,
  preview: { about: 'only say what changes' },
  overwrite: { about: "write files of Tenantry's again that somebody changed" }
} as const satisfies Record<string, Flag>

await command({ name: 'upgrade', about, flags }, async call => {
  const given = readSettings(call)
  const from = startOf(given.root)
  refuseOpenWork(given.root)
  tellVersions(from)
  const wish = { from, overwrites: call.flags.has('overwrite') }
  await inTrial(given.root, async trial => {
    const outcome = await attempt({ ...given, root: trial.commit.root }, wish)
    const changed = trial.changed()
    await tell(outcome, trial, changed)
    if (!outcome.isWhole) process.exitCode = 1
    else if (!call.flags.has('preview')) await write(given, trial, changed)
  })
})

/** The version that a repository comes from. */
function startOf(root: string): string {
  if (!isCompany(root)) {
    throw new Refusal(
      `\`${root}\` is no company's repository: it has no kustomize/lock.json, and its package.json does not name Tenantry; ` +
        '`npx tenantry init <folder>` writes one, and docs/upgrading.md says how a fork becomes one'
    )
  }
  const output = existsSync(join(root, 'generated')) ? [writtenBy(root) ?? first] : []
  const versions = [...output, laidBy(root) ?? output[0] ?? first].sort(byAge)
  const newest = versions.at(-1) ?? first
  if (byAge(newest, version()) > 0) {
    throw new Refusal(
      `\`${root}\` is of Tenantry ${newest}, which is newer than this ${version()}; ` +
        'to go back, run `git revert` on the commit of the upgrade, and then `npm ci`'
    )
  }
  return versions[0] ?? first
}

/** What is not committed could not be told from the upgrade. Installing a version changes three files. */
function refuseOpenWork(root: string): void {
  if (!commitOf(root, 'HEAD')) {
    const how = '`git init`, `git add --all` and `git commit` make one'
    throw new Refusal(`\`${root}\` has no commit that one could go back to; ${how}`)
  }
  const others = uncommitted(root).filter(path => !/^package(-lock)?\.json$|\.tgz$/.test(path))
  const [path] = others
  if (path === undefined) return
  const many = others.length > 1
  const more = many ? ` and ${count(others.length - 1, 'other file')} are` : ' is'
  throw new Refusal(
    `\`${path}\`${more} not committed, so nobody could go back; commit ${many ? 'them' : 'it'}, ` +
      `or take back what you changed by \`git checkout -- ${many ? '<file>' : path}\``
  )
}

function tellVersions(from: string): void {
  const to = version()
  const sections = sectionsOf(changelog(), from, to)
  const head = from === to ? `Tenantry ${to} stays\n` : `from Tenantry ${from} to ${to}\n`
  process.stdout.write([head, ...sections.map(text => `${text}\n`)].join('\n'))
}

async function tell(outcome: Outcome, { commit }: Trial, changed: readonly string[]) {
  const { diagnostics, moved, isWhole } = outcome
  for (const one of moved.done) process.stdout.write(lineOf(one))
  for (const one of moved.left) process.stderr.write(lineOf(one))
  if (isWhole) {
    const lines = effectOf(commit, changed)
    const nothing = ['nothing changes']
    process.stdout.write(`\n${(lines.length > 0 ? lines : nothing).join('\n')}\n`)
  }
  await print(diagnostics, 'human')
  if (!isWhole) process.stderr.write('\nnothing was changed\n')
  else if (diagnostics.length > 0)
    process.stdout.write('these are left for you after the upgrade\n')
}

async function write({ root }: Settings, { commit }: Trial, changed: readonly string[]) {
  await locked(root, async () => take(root, commit.root, changed))
  const pinned = pin(root)
  const isSame = changed.length === 0 && pinned === undefined
  const next = 'read it by `git diff`, commit it, and open a pull request'
  const what = [...(pinned ?? []), ...(isSame ? [] : [next])]
  for (const line of what) process.stdout.write(`${line}\n`)
}

/** Lets package.json name this version, for `npx tenantry@<version> upgrade`. */
function pin(root: string): string[] | undefined {
  const { named = '' } = pinsOf(root)
  const file = repin(root, pinOf())
  if (!file) return undefined
  writeAll(root, [file])
  if (named.startsWith('file:')) rmSync(join(root, named.slice('file:'.length)), { force: true })
  bringTo(resolve(root))
  const isInstalled = install(resolve(root))
  return isInstalled
    ? [`package.json names ${pinOf()}, and it is installed`]
    : [`package.json names ${pinOf()}; run \`npm install\`, which could not be done now`]
}
