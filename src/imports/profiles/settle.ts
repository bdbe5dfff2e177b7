import { type Diagnostic, isError } from '../../diagnostics/diagnostic.ts'
import type { Source, Span } from '../../diagnostics/source.ts'
import { groupBy } from '../../values/group.ts'
import { locate, type Node } from '../../yaml/node.ts'
import { parseYaml } from '../../yaml/parse.ts'
import type { Found, Note } from './found.ts'
import { notesOf } from './found.ts'
import type { Plan } from './plan.ts'

interface Settling {
  readonly plan: (found: readonly Found[]) => Plan
  readonly judge: (files: readonly Source[]) => readonly Diagnostic[]
}

interface Settled extends Plan {
  /** About tenants that get no file. */
  readonly left: readonly Note[]
}

/** More rounds find nothing new: each takes something out of a file. */
const rounds = 20

/** Takes out what would be a mistake, until there is none. */
export function settle(all: readonly Found[], { plan, judge }: Settling): Settled {
  const left: Note[] = []
  let found = all
  let planned = plan(found)
  for (let round = 0; round < rounds; round++) {
    const mistakes = judge(planned.files).filter(isError)
    const blamed = groupBy(
      mistakes.flatMap(mistake => blame(mistake, planned)),
      ({ name }) => name
    )
    if (blamed.size === 0) break
    found = found.flatMap(one => {
      const faults = blamed.get(one.name)
      const kept = faults ? without(one, faults) : { one, notes: [] }
      if (!kept.one) left.push(...kept.notes)
      return kept.one ?? []
    })
    planned = plan(found)
  }
  return { ...planned, left }
}

interface Fault {
  readonly name: string
  readonly field: string
  /** Where it is in a list, or its key in a map. */
  readonly at: string | undefined
  readonly mistake: Diagnostic
}

/** The tenants that a mistake is about: the one of its file, or all with the preset in which it is. */
function blame(mistake: Diagnostic, { drafts, files, presets }: Plan): Fault[] {
  const { at } = mistake
  const draft = drafts.find(({ path }) => path === at.source.path)
  const root = treeOf(files, at)
  if (draft) {
    const [field = '', key] = pathTo(root, at.start)
    return [{ name: draft.found.name, field, at: key, mistake }]
  }
  if (at.source.path !== 'platform/common.yaml' || !root) return []
  const [name] = pathTo(locate(root, ['presets']), at.start)
  return [...presets].flatMap(([tenant, preset]) => {
    return preset === name ? [{ name: tenant, field: 'quota', at: undefined, mistake }] : []
  })
}

function treeOf(files: readonly Source[], { source }: Span): Node | undefined {
  const file = files.find(({ path }) => path === source.path)
  return file && parseYaml(file, () => {})
}

/** The first two steps from a node to a place in it. */
function pathTo(node: Node | undefined, offset: number): string[] {
  if (node?.kind === 'mapping') {
    const found = [...node.entries].find(([, { key, value }]) => {
      return key.start <= offset && offset <= value.end
    })
    return found ? [found[0], ...pathTo(found[1].value, offset).slice(0, 1)] : []
  }
  const items = node?.kind === 'sequence' ? node.items : []
  const index = items.findIndex(({ start, end }) => start <= offset && offset <= end)
  return index < 0 ? [] : [String(index)]
}

/** Without its faults; nothing if the tenant would be another one without them. */
function without(one: Found, faults: readonly Fault[]) {
  const { notes, note } = notesOf(one.name)
  const gone = new Set<string>()
  for (const { field, at, mistake } of faults) {
    const { message, help = '' } = mistake
    const isMinor = minor.includes(field)
    note(
      isMinor ? 'stays' : 'none',
      isMinor ? `\`${field}\` is left out: ${message}` : message,
      help
    )
    gone.add(isMinor ? `${field} ${at ?? ''}` : '')
  }
  if (gone.has('')) return { one: undefined, notes }
  const stays = (field: string) => (key: unknown) =>
    !gone.has(`${field} ${String(key)}`) && !gone.has(`${field} `)
  const pairs = (field: 'labels' | 'annotations') =>
    new Map([...one[field]].filter(([key]) => stays(field)(key)))
  const kept: Found = {
    ...one,
    members: one.members.filter((_, index) => stays('members')(index)),
    environment: one.environment.filter((_, index) => stays('environment')(index)),
    labels: pairs('labels'),
    annotations: pairs('annotations'),
    role: [...gone].some(key => key.startsWith('aws ')) ? undefined : one.role,
    podSecurity: gone.has('podSecurity ') ? undefined : one.podSecurity,
    notes: [...one.notes, ...notes]
  }
  return { one: kept, notes }
}

/** What a tenant can do without. */
const minor = ['members', 'environment', 'labels', 'annotations', 'aws', 'podSecurity']
