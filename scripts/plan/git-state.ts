import { type Files, listTree, type RawFile, rawFile, readTree } from '../../src/files/disk.ts'
import { isHidden, isIgnored } from '../../src/files/file-names.ts'
import { readOn } from '../output/disk/read-tree.ts'
import {
  type Commit,
  filesWith,
  readBlobs,
  readFrom,
  type TreeEntry,
  treeIn
} from '../output/git.ts'

/** A state of the repository: a commit, or the folder as it is. */
export interface State {
  /** The paths of everything that people write. */
  readonly sources: readonly string[]
  /** These files with their contents, and the others by their names. */
  readonly files: (isWanted: (path: string) => boolean) => Files
  /** The texts of some files; those that are not there are left out. */
  readonly texts: (paths: readonly string[]) => ReadonlyMap<string, string>
  /** The paths of all files below some folders. */
  readonly below: (folders: readonly string[]) => readonly string[]
  /** The tenants' files that have a word. */
  readonly withWord: (word: string) => readonly string[]
}

const folders = ['tenants', 'platform']

export function stateIn(commit: Commit): State & { readonly tree: readonly TreeEntry[] } {
  return stateOf(commit, treeIn(commit, folders).filter(isSource))
}

/** The same as of another commit, apart from what differs, because listing a large tree takes time. */
export function stateBeside(
  commit: Commit,
  { tree }: { readonly tree: readonly TreeEntry[] },
  changed: readonly string[]
): State {
  const sources = changed.filter(path => folders.some(folder => path.startsWith(`${folder}/`)))
  // A command line has no room for any number of paths.
  if (sources.length > 500) return stateIn(commit)
  const differing = new Set(sources)
  const own = sources.length === 0 ? [] : treeIn(commit, sources).filter(isSource)
  const all = [...tree.filter(({ path }) => !differing.has(path)), ...own]
  return stateOf(
    commit,
    all.sort((a, b) => (a.path < b.path ? -1 : 1))
  )
}

function stateOf(commit: Commit, tree: readonly TreeEntry[]) {
  return {
    tree,
    sources: tree.map(({ path }) => path),
    files: (isWanted: (path: string) => boolean) => filesIn(commit, tree, isWanted),
    texts: (paths: readonly string[]) => readFrom(commit, paths),
    below: (folders: readonly string[]) => treeIn(commit, folders).map(({ path }) => path),
    withWord: (word: string) => filesWith(commit, word, { folder: 'tenants', commit })
  }
}

export function stateOn(base: Commit): State {
  const { root } = base
  const read = readOn(root)
  return {
    sources: listTree(root),
    files: isWanted => readTree(root, folders, isWanted),
    texts: paths => {
      const pairs = paths.map(path => [path, read(path)] as const)
      return new Map(pairs.flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])))
    },
    below: folders => listTree(root, folders),
    withWord: word => filesWith(base, word, { folder: 'tenants', commit: undefined })
  }
}

function isSource({ path }: TreeEntry): boolean {
  const [file = '', ...above] = path.split('/').reverse()
  return !isIgnored(file) && !above.some(isHidden)
}

const unread: RawFile = { kind: 'file', bytes: new Uint8Array() }

function filesIn(
  commit: Commit,
  tree: readonly TreeEntry[],
  isWanted: (path: string) => boolean
): Files {
  const wanted = tree.filter(({ path }) => isWanted(path))
  const ids = wanted.map(({ blob }) => blob)
  const contents = readBlobs(commit, ids)
  return new Map(
    tree.map(({ path, blob, isLink }): [string, RawFile] => {
      const bytes = contents.get(blob)
      if (!bytes) return [path, unread]
      return [path, isLink ? { kind: 'link', target: String(bytes) } : rawFile(path, bytes)]
    })
  )
}
