import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { compile } from '../src/compile.ts'
import { assignNames, draft, groupPeople, type NewTenant } from '../src/edits/new.ts'
import { received } from '../src/edits/received.ts'
import type { Model } from '../src/model/model.ts'
import { didYouMean } from '../src/text/suggest.ts'
import { own } from '../src/values/lookup.ts'
import { command } from './cli/command.ts'
import { type Call, type Flag, flagOf } from './cli/flags.ts'
import { print } from './cli/print.ts'
import { readSettings, settings } from './cli/settings.ts'
import { readFiles, withTexts } from './cli/sources.ts'
import { terminal } from './cli/stream.ts'
import { UsageError } from './system/usage-error.ts'

const wishes = {
  owner: { value: '<e-mail>', about: 'the person responsible for it' },
  team: { value: '<team>', about: 'a team from the directory; it becomes the folder' },
  template: { value: '<name>', about: 'the template to start from; `personal` with `--group`' },
  preset: { value: '<name>', about: 'how much it may use: a preset of common.yaml' },
  group: { value: '<group>', about: 'instead of a name and an owner: one tenant for each member' },
  name: {
    value: '<pattern>',
    about: 'with `--group`: a name with `{user}` in it, such as `ds-{user}`'
  }
} as const satisfies Record<string, Flag>

/** Which tenant to create, and for whom. */
interface NewTenants {
  readonly pattern: string
  readonly wish: Omit<NewTenant, 'owner'>
  readonly people: (model: Model) => readonly string[]
}

/** Either one tenant for one owner, or one for each member of a group, but not both. */
function readNewTenants(call: Call): NewTenants {
  const [operand] = call.operands
  const [owner, group, name] = [flagOf(call, 'owner'), flagOf(call, 'group'), flagOf(call, 'name')]
  const [team, template, preset] = [
    flagOf(call, 'team'),
    flagOf(call, 'template'),
    flagOf(call, 'preset')
  ]
  for (const word of [operand, name, team]) refuseWay(word)
  if (group === undefined) {
    if (operand === undefined || name !== undefined) throw new UsageError('`new` needs a name')
    if (owner === undefined) throw new UsageError('`new` needs `--owner <e-mail>`')
    return { pattern: operand, wish: { team, template, preset }, people: () => [owner] }
  }
  if (operand !== undefined || owner !== undefined) {
    throw new UsageError('`--group` replaces the name and the owner')
  }
  if (!name?.includes('{user}'))
    throw new UsageError('`--group` needs `--name` with `{user}` in it')
  const wish = { team, template: template ?? 'personal', preset }
  return { pattern: name, wish, people: model => members(model, group) }
}

function refuseWay(word: string | undefined): void {
  if (word === undefined || !/[/\\]|^\.+$/.test(word)) return
  throw new UsageError(`\`${word}\` is a path, not a name`)
}

function members(model: Model, group: string): readonly string[] {
  const people = groupPeople(model, group)
  if (people === undefined) {
    const { groups, teams } = model.directory.value
    const isTeam = own(teams, group) !== undefined
    const missing = isTeam
      ? `\`${group}\` is a team, not a group`
      : `there is no group \`${group}\``
    throw new UsageError(`${missing}; ${didYouMean(group, Object.keys(groups ?? {}))}`)
  }
  if (people.length === 0) throw new UsageError(`group \`${group}\` has no members`)
  return people
}

function refuseTeam({ directory }: Model, team: string | undefined): void {
  const { teams = {} } = directory.value
  if (team === undefined || own(teams, team)) return
  const isNone = Object.keys(teams).length === 0
  const help = isNone
    ? 'the directory has none, so leave out `--team`'
    : didYouMean(team, Object.keys(teams))
  throw new UsageError(`there is no team \`${team}\`; ${help}`)
}

const unjudged =
  'nothing was written, because a new tenant cannot be judged beside these mistakes: mend them, and run this again\n'

/** Longer lines are hard to read. */
const mostCells = 80

const about = 'Writes the file of a new tenant, or one for each member of a group who has none yet.'
const { root, today } = settings
const flags = { ...wishes, root, today }

await command({ name: 'new', about, operands: ['[name]'], flags }, async call => {
  const given = readSettings(call)
  const { people, pattern, wish } = readNewTenants(call)
  const files = readFiles(given)
  const before = compile(files, { ...given, touched: new Set() })
  if (!before.model) {
    await print(before.diagnostics, given.format)
    return void process.stderr.write(unjudged)
  }
  refuseTeam(before.model, wish.team)
  const owned = before.model.documents.map(({ root, value }) => {
    return { path: root.source.path, owner: value.owner }
  })
  const { names, there, collisions } = assignNames(people(before.model), pattern, owned)
  const drafts = new Map([...names].map(([name, owner]) => draft(name, { ...wish, owner })))
  const written = Array.from(drafts, ([path, text]) => ({ path, text }))
  const touched = new Set(drafts.keys())
  const after = compile(withTexts(files, written), { ...given, touched })
  await print(after.diagnostics, given.format)
  if (!after.model) return void process.stderr.write('nothing was written\n')
  for (const [path, text] of drafts) write(given.root, path, text)
  const made = after.model.tenants.filter(({ name }) => names.has(name))
  tell([
    ...there,
    ...(drafts.size > 0
      ? received(made, Math.min(terminal(process.stdout, process.env).width, mostCells))
      : ['nothing to write'])
  ])
  refuse(collisions)
})

function tell(lines: readonly string[]): void {
  process.stdout.write(lines.map(line => `${line}\n`).join(''))
}

function refuse(collisions: readonly string[]): void {
  if (collisions.length === 0) return
  process.stderr.write(collisions.map(collision => `error: ${collision}\n`).join(''))
  process.exitCode = 1
}

function write(root: string, path: string, text: string): void {
  const place = join(root, path)
  mkdirSync(dirname(place), { recursive: true })
  writeFileSync(place, text, { flag: 'wx' })
  tell([`wrote ${path}`])
}
