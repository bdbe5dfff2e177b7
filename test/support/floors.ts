import { dirname, join } from 'node:path'

/** The rooms of the house, lowest floor first: a file imports from its own room and from below. */
const floors: readonly (readonly string[])[] = [
  ['src/diagnostics', 'src/text', 'src/values'],
  ['src/aws', 'src/kubernetes'],
  ['src/files', 'src/kubeflow'],
  ['src/reporters', 'src/yaml'],
  ['src/schema'],
  ['src/cluster'],
  ['src/documents'],
  ['src/model'],
  ['src/edits', 'src/facts', 'src/imports', 'src/reference', 'src/rules'],
  ['src'],
  ['charts/objects', 'charts/schemas'],
  ['charts/owners', 'charts/platform', 'charts/tenant'],
  ['charts/access', 'charts/gitops'],
  ['charts/verify'],
  ['charts/changes', 'charts/live'],
  ['charts/plan'],
  ['charts'],
  ['site/frame'],
  ['site/request', 'site/tenants'],
  ['site/access', 'site/ends', 'site/limits', 'site/plan', 'site/quota'],
  ['site'],
  ['site/browser'],
  ['scripts/system'],
  ['scripts/bundle', 'scripts/cli', 'scripts/overlay'],
  [
    'scripts/bench',
    'scripts/conform',
    'scripts/explain',
    'scripts/import',
    'scripts/live',
    'scripts/output',
    'scripts/prove'
  ],
  ['scripts/ci', 'scripts/company', 'scripts/plan', 'scripts/report'],
  ['scripts/access', 'scripts/doctor', 'scripts/validate'],
  ['scripts']
]

/** Rooms of charts/ that leave out some of those below them. */
const only: Readonly<Record<string, readonly string[]>> = {
  'charts/owners': ['charts/objects'],
  'charts/platform': ['charts/objects'],
  'charts/tenant': ['charts/objects'],
  'charts/access': ['charts/platform', 'charts/tenant', 'charts/objects'],
  'charts/gitops': ['charts/platform', 'charts/objects'],
  'charts/verify': ['charts/schemas', 'charts/tenant', 'charts/objects']
}

/** Folders that list items of one kind, so they may be of any length. */
export const lists = [
  'charts/plan/risks',
  'charts/platform',
  'scripts',
  'src/rules/consistency',
  'src/rules/policy',
  'src/rules/references'
]

/** Folders with mirrored file names, where each file is the same topic on another layer. */
const mirrored: readonly (readonly string[])[] = [
  ['src/kubeflow', 'src/cluster', 'charts/platform', 'charts/tenant'],
  ['src/documents', 'src/model'],
  ['src/edits', 'scripts'],
  ['site/browser', 'site/tenants']
]

/**
 * Files whose folder completes their name, or whose name is prescribed elsewhere, such as a command or
 * a section.
 */
const completed = [
  'charts/platform/guards/profiles.ts',
  'scripts/access.ts',
  'scripts/explain.ts',
  'scripts/plan.ts',
  'scripts/report.ts',
  'src/documents/parse.ts',
  'src/imports/directory/import.ts',
  'src/imports/profiles/import.ts',
  'src/imports/directory/write.ts',
  'src/imports/settings/import.ts',
  'src/imports/settings/write.ts',
  'src/rules/policy.ts',
  'src/schema/forms/aws.ts',
  'src/schema/forms/names.ts',
  'src/schema/forms/people.ts',
  'src/yaml/edit/write.ts'
]

/** Whether two files may have the same name. */
export function mirrors(file: string, other: string): boolean {
  const folders = [dirname(file), dirname(other)]
  const together = mirrored.some(list => folders.every(folder => list.includes(folder)))
  return together || completed.includes(file) || completed.includes(other)
}

const comment = String.raw`(?:\s|/\*[^*]*\*/)*`
const called = String.raw`\b(?:import|require|getBuiltinModule)${comment}\(${comment}`
/** In whichever quotes, and with a comment between. */
const statement = new RegExp(
  String.raw`(?:^|[\s}])from (['"])((?!\1)[^\n]+?)\1|(?:${called}|\bimport )(['"\x60])((?!\3)[^\n]+?)\3`,
  'gm'
)

/** The imports of a file: repository paths, or names of packages. */
export function importsOf(file: string, text: string): string[] {
  const found = text.matchAll(statement)
  return [...found]
    .map(([, , from, , path = '']) => from ?? path)
    .map(path => (path.startsWith('.') ? join(dirname(file), path) : path))
}

/** The exports that no other file imports, as `file name`; `import()` and `import *` count as using all. */
export function unusedExports(texts: ReadonlyMap<string, string>): string[] {
  const used = new Set([...texts].flatMap(([file, text]) => usedIn(file, text)))
  return [...texts].flatMap(([file, text]) => {
    const names = text.matchAll(/^export (?:async )?(?:function\*?|const|interface|type) (\w+)/gm)
    const unused = [...names].map(([, name]) => `${file} ${name}`).filter(name => !used.has(name))
    return used.has(file) ? [] : unused
  })
}

function usedIn(file: string, text: string): string[] {
  const named = text.matchAll(/\b(?:im|ex)port (?:type )?\{([^}]*)\} from '(\.[^']+)'/g)
  const whole = text.matchAll(/\b(?:import\(\s*|import \* as \w+ from )'(\.[^']+)'/g)
  return [
    ...[...whole].map(([, path = '']) => join(dirname(file), path)),
    ...[...named].flatMap(([, names = '', path = '']) =>
      names.split(',').map(name => {
        return `${join(dirname(file), path)} ${name.trim().replace(/^type | as .*$/g, '')}`
      })
    )
  ]
}

/** The imports that lead to a higher floor, or to another room on the same one. */
export function upwards(file: string, imports: readonly string[]): string[] {
  const here = roomOf(file)
  return imports.filter(path => {
    const there = roomOf(path)
    if (there === undefined || there === here) return false
    const allowed = here === undefined ? undefined : only[here]
    const isLeftOut = allowed && there.startsWith('charts/') && !allowed.includes(there)
    return isLeftOut || floorOf(there) >= floorOf(here)
  })
}

/** Undefined for packages and for files outside of all rooms. */
export function roomOf(file: string): string | undefined {
  const rooms = floors.flat()
  for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
    if (rooms.includes(folder)) return folder
  }
  return undefined
}

function floorOf(room: string | undefined): number {
  return floors.findIndex(rooms => room !== undefined && rooms.includes(room))
}

/** The shortest import cycle through each file that is part of one. */
export function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const onCircle = [...graph.keys()].flatMap(file => {
    const circle = wayBack(file, graph)
    return circle ? [circle] : []
  })
  const keys = new Set<string>()
  return onCircle.filter(circle => {
    const key = [...circle].sort().join()
    return keys.size !== keys.add(key).size
  })
}

function wayBack(start: string, graph: ReadonlyMap<string, readonly string[]>) {
  const queue = [[start]]
  const seen = new Set<string>()
  for (const way of queue) {
    for (const next of graph.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return way
      if (!seen.has(next)) queue.push([...way, next])
      seen.add(next)
    }
  }
  return undefined
}
