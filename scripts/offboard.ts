import { begin, compile, modelOf } from '../src/compile.ts'
import { type Diagnostic, isError } from '../src/diagnostics/diagnostic.ts'
import { leavers, successorAmong } from '../src/edits/gone.ts'
import { type Fate, offboard } from '../src/edits/offboard.ts'
import { namings } from '../src/model/people.ts'
import { didYouMean, suggest } from '../src/text/suggest.ts'
import { parseEmail } from '../src/values/email.ts'
import { type Revision, revise } from '../src/yaml/edit/edit.ts'
import type { Node } from '../src/yaml/node.ts'
import { command } from './cli/command.ts'
import { edit } from './cli/edit-files.ts'
import { type Call, flagOf } from './cli/flags.ts'
import { print } from './cli/print.ts'
import { readSettings, type Settings, settings } from './cli/settings.ts'
import { readFiles, withTexts } from './cli/sources.ts'
import { UsageError } from './system/usage-error.ts'

const about = 'Removes people from every file, and decides about the tenants that they own.'
const { root, today } = settings
const flags = {
  to: { value: '<e-mail>', about: 'the new owner of their tenants' },
  suspend: { about: 'suspends their tenants until somebody else takes them over' },
  gone: {
    about:
      'everybody who is missing from a complete directory; the first admin among the members takes over, if the file lies in the folder of a team the first from that team; without one the tenant is suspended'
  },
  root,
  today
}

await command({ name: 'offboard', about, operands: ['[person...]'], flags }, async call => {
  const given = readSettings(call)
  const fate = fateIn(call)
  if (!call.flags.has('gone')) {
    if (call.operands.length === 0) throw new UsageError('`offboard` needs a person')
    return edit(given, roots => {
      for (const person of call.operands) refuseUnknown(roots, person)
      return revisionOf(roots, { people: call.operands, fate: fate ?? 'left', given })
    })
  }
  if (call.operands.length > 0) throw new UsageError('`--gone` replaces the names of people')
  const begun = begin(readFiles(given))
  const model = modelOf(begun, [], { ...given, touched: new Set() })
  // The platform's files say who is gone; a mistake in another file changes nothing in that.
  if (!model) return print(begun.found, given.format)
  if (!model.directory.value.complete) {
    throw new UsageError('only a directory that says `complete: true` shows who is gone')
  }
  const people = leavers(model)
  await edit(given, roots => {
    if (fate) return revisionOf(roots, { people, fate, given })
    return offboard(roots, people, successorAmong(model))
  })
})

function fateIn(call: Call): Fate | undefined {
  const owner = flagOf(call, 'to')
  const suspends = call.flags.has('suspend')
  if (owner === undefined) return suspends ? 'suspended' : undefined
  if (suspends) throw new UsageError('a tenant gets a new owner or is suspended, not both')
  if (!parseEmail(owner)) throw new UsageError(`\`${owner}\` is not an e-mail address`)
  return { owner }
}

interface Leaving {
  readonly people: readonly string[]
  readonly fate: Fate
  readonly given: Settings
}

/** What to change, unless the new owner may not own what they would get. */
function revisionOf(roots: readonly Node[], { people, fate, given }: Leaving): Revision {
  if (typeof fate === 'string') return offboard(roots, people, () => fate)
  const { normal } = namings(roots)
  const owner = normal(fate.owner)
  const left = new Set(people.map(normal))
  if (left.has(owner)) throw new UsageError(`\`${owner}\` cannot leave and take over`)
  refuseSlip(
    owner,
    [...knownIn(roots)].filter(person => !left.has(person))
  )
  const revision = offboard(roots, people, () => ({ owner }))
  const fault = faultOf(revision, owner, given)
  if (!fault) return revision
  const { message, help, at } = fault
  throw new UsageError(`\`${owner}\` cannot own ${at.source.path}: ${message}; ${help}`)
}

/** Why the files would not be right with the new owner. */
function faultOf(revision: Revision, owner: string, given: Settings): Diagnostic | undefined {
  const changed = revise(revision.edits)
  const inherited = changed.map(({ path }) => path).filter(path => path.startsWith('tenants/'))
  const touched = new Set(inherited)
  const { diagnostics } = compile(withTexts(readFiles(given), changed), { ...given, touched })
  return diagnostics.find(diagnostic => {
    const { source, start, end } = diagnostic.at
    const isMeant = touched.has(source.path) && source.text.slice(start, end).includes(owner)
    return isMeant && isError(diagnostic)
  })
}

function refuseUnknown(roots: readonly Node[], person: string): void {
  const known = knownIn(roots)
  if (known.has(namings(roots).normal(person))) return
  throw new UsageError(`no file names \`${person}\`; ${didYouMean(person, known)}`)
}

/** Where the directory does not list everybody, a name much like another one is taken for a slip. */
function refuseSlip(owner: string, known: readonly string[]): void {
  const near = known.includes(owner) ? undefined : suggest(owner, known)
  if (near === undefined) return
  throw new UsageError(
    `no file names \`${owner}\`; did you mean \`${near}\`? somebody new has to be in the directory first`
  )
}

function knownIn(roots: readonly Node[]): ReadonlySet<string> {
  const { all, normal } = namings(roots)
  return new Set(all.map(({ person }) => normal(person)))
}
