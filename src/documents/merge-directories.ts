import { type Entry, type Mapping, toValue } from '../yaml/node.ts'
import type { DirectoryFile } from './directory.ts'

/** One file of the directory. */
export interface DirectoryDocument {
  readonly value: DirectoryFile
  readonly root: Mapping
}

/** Joins the files of the directory. Where they disagree, the first one counts. */
export function mergeDirectories(
  files: readonly DirectoryDocument[],
  normal: Normal
): DirectoryDocument {
  const [first, ...others] = files
  if (!first) throw new Error('bug: a directory without files')
  if (others.length === 0) return first
  const roots = files.map(({ root }) => root)
  // Files that do not list everybody make the whole incomplete.
  const weakest = files.find(({ value }) => !value.complete) ?? first
  const complete = weakest.root.entries.get('complete')
  const sections = ['people', 'groups', 'teams'].flatMap(name => {
    const parts = roots.flatMap(({ entries }) => entries.get(name) ?? [])
    const section =
      parts.length > 0 && parts.reduce(name === 'people' ? mergePeople(normal) : mergeMaps)
    return section ? [[name, section] as const] : []
  })
  const entries = new Map([...(complete ? [['complete', complete] as const] : []), ...sections])
  const root = { ...first.root, entries }
  return { root, value: toValue(root) as DirectoryFile } // parts of valid files
}

type Normal = (name: string) => string

const same: Normal = name => name

/** Facts about a person add up, however the files spell the e-mail. */
function mergePeople(normal: Normal): (one: Entry, other: Entry) => Entry {
  return (one, other) => merge(one, other, { both: mergeMaps, normal })
}

function mergeMaps(one: Entry, other: Entry): Entry {
  return merge(one, other, { both: first => first, normal: same })
}

interface Way {
  readonly both: (one: Entry, other: Entry) => Entry
  readonly normal: Normal
}

function merge(one: Entry, other: Entry, { both, normal }: Way): Entry {
  if (one.value.kind !== 'mapping' || other.value.kind !== 'mapping') return one
  const entries = new Map(one.value.entries)
  const spelled = new Map(Array.from(entries.keys(), name => [normal(name), name]))
  for (const [name, entry] of other.value.entries) {
    const first = spelled.get(normal(name)) ?? name
    const known = entries.get(first)
    entries.set(first, known ? both(known, entry) : entry)
  }
  return { ...one, value: { ...one.value, entries } }
}
