import { type Diagnostic, isError } from '../diagnostics/diagnostic.ts'
import type { Source } from '../diagnostics/source.ts'
import { locate } from '../yaml/node.ts'
import { parseYaml } from '../yaml/parse.ts'
import { type Guest, propose } from './let-in.ts'

/** A tenant's file, and whom it should let in. */
interface Proposal {
  readonly file: Source
  readonly guests: readonly Guest[]
}

interface Left {
  readonly file: Source
  readonly person: string
  /** Why nobody could merge an entry for them. */
  readonly mistake: Diagnostic
}

type Judge = (changed: readonly Source[]) => readonly Diagnostic[]

/** More rounds find nothing new: each leaves somebody out. */
const rounds = 20

/** Files with further members, without those whom the repository would refuse. */
export function proposals(all: readonly Proposal[], judge: Judge) {
  const left: Left[] = []
  let open = all.filter(({ guests }) => guests.length > 0)
  for (let round = 0; round < rounds; round++) {
    const mistakes = judge(open.map(({ file, guests }) => propose(file, guests)))
    const refused = open.map(proposal => refusedIn(proposal, mistakes))
    if (refused.every(({ length }) => length === 0)) break
    left.push(...refused.flat())
    open = open.flatMap(({ file, guests }, index) => {
      const gone = refused[index]?.map(({ person }) => person)
      const kept = guests.filter(({ person }) => !gone?.includes(person))
      return kept.length > 0 ? [{ file, guests: kept }] : []
    })
  }
  const changes = open.map(({ file, guests }) => [file, propose(file, guests)] as const)
  return { changes: changes.filter(([before, after]) => before.text !== after.text), left }
}

/** The guests that mistakes are about, or all if a mistake is about something else. */
function refusedIn({ file, guests }: Proposal, mistakes: readonly Diagnostic[]): Left[] {
  const added = propose(file, guests)
  const [before, after] = [membersOf(file), membersOf(added)]
  const found = new Map<string, Diagnostic>()
  for (const mistake of mistakes.filter(({ at }) => at.source.path === file.path)) {
    const { start } = mistake.at
    const index = after.findIndex(item => item.start <= start && start <= item.end)
    const entry = added.text.slice(after[index]?.start, after[index]?.end)
    const isNew = index >= before.length
    if (!isNew && !isError(mistake)) continue
    const meant = guests.filter(({ person }) => !isNew || entry.includes(person))
    for (const { person } of meant) found.set(person, found.get(person) ?? mistake)
  }
  return Array.from(found, ([person, mistake]) => ({ file, person, mistake }))
}

function membersOf(file: Source) {
  const root = parseYaml(file, () => {})
  const members = root && locate(root, ['members'])
  return members?.kind === 'sequence' ? members.items : []
}
