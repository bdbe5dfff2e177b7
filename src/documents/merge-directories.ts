import { type Entry, type Mapping, toValue } from '../yaml/node.ts'
import type { DirectoryFile } from './directory.ts'

/** One file of the directory. */
export interface DirectoryDocument {
  readonly value: DirectoryFile
  readonly root: Mapping
}

/** Joins the files of the directory. Where they disagree, the first one counts. */
export function mergeDirectories(files: readonly DirectoryDocument[]): DirectoryDocument {
  const [first, ...others] = files
  if (!first) throw new Error('bug: a directory without files')
  if (others.length === 0) return first
  const roots = files.map(({ root }) => root)
  // Files that do not list everybody make the whole incomplete.
  const weakest = files.find(({ value }) => !value.complete) ?? first
  const complete = weakest.root.entries.get('complete')
  const sections = ['people', 'groups', 'teams'].flatMap(name => {
    const parts = roots.flatMap(({ entries }) => entries.get(name) ?? [])
    const section = parts.length > 0 && parts.reduce(name === 'people' ? mergePeople : mergeMaps)
    return section ? [[name, section] as const] : []
  })
  const entries = new Map([...(complete ? [['complete', complete] as const] : []), ...sections])
  const root = { ...first.root, entries }
  return { root, value: toValue(root) as DirectoryFile } // parts of valid files
}

/** What is known of a person adds up. */
function mergePeople(one: Entry, other: Entry): Entry {
  return merge(one, other, mergeMaps)
}

function mergeMaps(one: Entry, other: Entry): Entry {
  return merge(one, other, first => first)
}

function merge(one: Entry, other: Entry, both: (one: Entry, other: Entry) => Entry): Entry {
  if (one.value.kind !== 'mapping' || other.value.kind !== 'mapping') return one
  const entries = new Map(one.value.entries)
  for (const [name, entry] of other.value.entries) {
    const known = entries.get(name)
    entries.set(name, known ? both(known, entry) : entry)
  }
  return { ...one, value: { ...one.value, entries } }
}
