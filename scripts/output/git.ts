import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Refusal } from '../system/refusal.ts'

/** A commit seen from a folder of its repository. Paths are relative to that folder. */
export interface Commit {
  readonly root: string
  readonly id: string
  /** The path of the folder in the repository, such as `kubeflow/`; empty for the root. */
  readonly prefix: string
}

/** All branches, those of remotes as well, as `refs/heads/main`. */
export function branchesIn(root: string): string[] {
  const listed = git(root, ['for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/remotes'])
  return (listed ?? '').split('\n').filter(ref => ref !== '')
}

/** The name that git gives the first branch of a repository, where it is told of one. */
export function firstBranch(root: string): string | undefined {
  return git(root, ['config', '--get', 'init.defaultBranch'])?.trim() || undefined
}

/** The merge base with a branch, so that later commits of others on it are not taken for this change. */
export function baseOf(root: string, ref: string, head = 'HEAD'): Commit {
  const tip = namedCommit(root, ref)
  // A shallow clone may not contain the merge base; the tip of the branch is the best guess then.
  const fork = git(root, ['merge-base', tip.id, head])
  return { ...tip, id: fork?.trim() || tip.id }
}

/** The commit where a change left a branch. Any other one would give what others did to the change. */
export function commonCommit(tip: Commit, ref: string, head = 'HEAD'): Commit {
  const { root } = tip
  const id = git(root, ['merge-base', tip.id, head])?.trim()
  if (id) return { ...tip, id }
  const isShallow = git(root, ['rev-parse', '--is-shallow-repository'])?.trim() === 'true'
  const why = isShallow
    ? `this clone lacks older commits, so it cannot be seen where the change left \`${ref}\`; run \`git fetch --unshallow\``
    : `\`${ref}\` and the change have no commit in common`
  throw new Refusal(why)
}

/** The same commit, seen from the top of the repository. */
export function ofAll(commit: Commit): Commit {
  const up = commit.prefix.split('/').map(part => (part === '' ? '.' : '..'))
  return { ...commit, root: join(commit.root, ...up), prefix: '' }
}

export function namedCommit(root: string, ref: string): Commit {
  const commit = commitOf(root, ref)
  if (!commit) throw new Refusal(`\`${ref}\` is not a commit in \`${root}\``)
  return commit
}

export function commitOf(root: string, ref: string): Commit | undefined {
  const name = `${branchOf(root, ref) ?? ref}^{commit}`
  const id = git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', name])
  const prefix = git(root, ['rev-parse', '--show-prefix'])
  return id && prefix !== undefined ? { root, id: id.trim(), prefix: prefix.trimEnd() } : undefined
}

/** A branch of that name. Git itself prefers a tag, which others may make. */
function branchOf(root: string, ref: string): string | undefined {
  // No branch has such a name, and an id is only ever the one of its commit.
  const isOther = /^(?:HEAD|[0-9a-f]{40,64})$|^refs\/|[~^:]|@\{/.test(ref)
  if (isOther) return undefined
  const places = [`refs/heads/${ref}`, `refs/remotes/${ref}`]
  const listed = git(root, ['for-each-ref', '--format=%(refname)', ...places]) ?? ''
  const there = new Set(listed.split('\n'))
  return places.find(place => there.has(place))
}

/** The day of a commit, where it was made. */
export function dateOf({ root, id }: Commit): string {
  return git(root, ['show', '--no-patch', '--format=%cs', id])?.trim() ?? ''
}

/** Whether nothing of a folder was ever committed, so that no cluster can have it. */
export function isUncommitted(root: string): boolean {
  const any = git(root, ['rev-list', '--max-count=1', '--all'])
  return any === undefined ? !hasRepository(resolve(root)) : any === ''
}

/** Git also fails where it does not trust the owner of a folder, which says nothing about commits. */
function hasRepository(folder: string): boolean {
  const above = dirname(folder)
  return existsSync(join(folder, '.git')) || (above !== folder && hasRepository(above))
}

/** The names in a folder, which may not be there. */
export function namesIn(commit: Commit, folder: string): string[] {
  const paths = entriesIn(commit, ['--name-only'], `${folder}/`)
  return paths.map(path => path.slice(folder.length + 1))
}

/** The paths of all files below a folder, which may not be there. */
export function pathsIn(commit: Commit, folder: string): string[] {
  return entriesIn(commit, ['--name-only', '-r'], `${folder}/`)
}

function entriesIn({ root, id, prefix }: Commit, how: readonly string[], path: string): string[] {
  const listed = git(root, ['ls-tree', '-z', '--full-tree', ...how, id, '--', `${prefix}${path}`])
  if (listed === undefined) throw new Refusal(`git cannot read ${id} in \`${root}\``)
  const paths = listed.split('\0').filter(entry => entry !== '')
  return paths.map(entry => entry.slice(prefix.length))
}

/** The files in some folders that differ from the commit, including untracked ones. */
export function changedSince({ root, id }: Commit, folders: readonly string[]): string[] {
  const rest = ['-z', '--', ...folders]
  const changed = git(root, ['diff', '--name-only', '--no-renames', '--relative', id, ...rest])
  const added = git(root, ['ls-files', '--others', '--exclude-standard', ...rest])
  if (changed === undefined || added === undefined) {
    throw new Refusal(`git cannot compare \`${root}\` with ${id}`)
  }
  return [...changed.split('\0'), ...added.split('\0')].filter(path => path !== '')
}

/** Reads files from a commit; missing ones are left out. */
export function readFrom(commit: Commit, paths: readonly string[]): ReadonlyMap<string, string> {
  const blobs = blobsOf(commit, paths)
  const contents = readBlobs(commit, [...blobs.values()])
  return new Map(Array.from(blobs, ([path, id]) => [path, String(contents.get(id))]))
}

/** The contents of blobs, by id. */
export function readBlobs({ root }: Commit, ids: Iterable<string>): ReadonlyMap<string, Buffer> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const input = wanted.map(id => `${id}\n`).join('')
  const args = ['-C', root, 'cat-file', '--batch']
  const { stdout } = callGit(args, input)
  const contents = new Map<string, Buffer>()
  let at = 0
  for (const id of wanted) {
    const end = stdout.indexOf('\n', at)
    const size = Number(stdout.toString('utf8', at, end).split(' ')[2])
    at = end + 1
    contents.set(id, stdout.subarray(at, at + size))
    at += size + 1
  }
  return contents
}

/** What a commit has at a path. */
export interface TreeEntry {
  readonly path: string
  readonly isLink: boolean
  readonly blob: string
}

/** All files and links below some folders, which may not be there. */
export function treeIn({ root, id, prefix }: Commit, folders: readonly string[]): TreeEntry[] {
  // Without any folder, git would list all there is.
  if (folders.length === 0) return []
  const paths = folders.map(folder => `${prefix}${folder}`)
  const listed = git(root, ['ls-tree', '-z', '-r', '--full-tree', id, '--', ...paths])
  if (listed === undefined) throw new Refusal(`git cannot read ${id} in \`${root}\``)
  return listed.split('\0').flatMap(entry => {
    const [, mode, blob, path] = /^(1[02]0\d+) blob (\w+)\t(.+)$/s.exec(entry) ?? []
    if (blob === undefined || path === undefined) return []
    return [{ path: path.slice(prefix.length), isLink: mode === '120000', blob }]
  })
}

/** The paths in some folders that differ between two commits. */
export function changedBetween(base: Commit, head: Commit, folders: readonly string[]): string[] {
  const paths = folders.map(folder => `${base.prefix}${folder}`)
  const args = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', base.id, head.id, '--']
  const listed = git(base.root, [...args, ...paths])
  if (listed === undefined) throw new Refusal(`git cannot compare ${base.id} with ${head.id}`)
  const changed = listed.split('\0').filter(path => path !== '')
  return changed.map(path => path.slice(base.prefix.length))
}

/** The files in a folder that have a word, in a commit or, without one, in the folder itself. */
export function filesWith(
  { root, prefix }: Commit,
  word: string,
  where: { readonly folder: string; readonly commit: Commit | undefined }
): string[] {
  const { folder, commit } = where
  const from = commit ? [commit.id] : ['--untracked']
  const args = ['grep', '-l', '-z', '-I', '-F', '-w', '--full-name', '-e', word, ...from]
  const listed = git(root, [...args, '--', folder]) ?? ''
  const start = (commit ? commit.id.length + 1 : 0) + prefix.length
  return listed.split('\0').flatMap(path => (path === '' ? [] : [path.slice(start)]))
}

/** A file of a commit, byte for byte. */
export function bytesIn({ root, id, prefix }: Commit, path: string): Buffer | undefined {
  const args = ['-C', root, 'cat-file', 'blob', `${id}:${prefix}${path}`]
  const { status, stdout } = callGit(args)
  return status === 0 ? stdout : undefined
}

// A command line has room for thousands of paths, but not for any number of them.
const most = 500

/**
 * The ids of files, which `cat-file` is given instead of paths, because a path may contain a newline. A
 * link is no file: its text is only where it leads.
 */
function blobsOf({ root, id, prefix }: Commit, paths: readonly string[]): Map<string, string> {
  const blobs = new Map<string, string>()
  for (let at = 0; at < paths.length; at += most) {
    const chosen = paths.slice(at, at + most).map(path => `${prefix}${path}`)
    const listed = git(root, ['ls-tree', '-z', '-r', '--full-tree', id, '--', ...chosen])
    if (listed === undefined) throw new Refusal(`git cannot read ${id} in \`${root}\``)
    for (const entry of listed.split('\0')) {
      const [, blob, path] = /^100\d+ blob (\w+)\t(.+)$/s.exec(entry) ?? []
      if (blob !== undefined && path !== undefined) blobs.set(path.slice(prefix.length), blob)
    }
  }
  return blobs
}

/** What a folder has that is not committed. */
export function uncommitted(root: string): string[] {
  const status = git(root, ['status', '--porcelain', '-z', '--no-renames', '--', '.']) ?? ''
  return status.split('\0').flatMap(entry => (entry === '' ? [] : entry.slice('XY '.length)))
}

/** The folder of the hooks that git runs here. */
export function hooksFolder(root: string): string | undefined {
  return git(root, ['rev-parse', '--git-path', 'hooks'])?.trim()
}

/** Puts a commit into a new folder. Hooks of people are for branches of theirs. */
export function checkout({ root, id }: Commit, place: string): void {
  const quiet = ['-c', 'core.hooksPath=/dev/null', 'worktree', 'add', '--quiet', '--detach']
  if (git(root, [...quiet, place, id]) === undefined) {
    throw new Refusal(`git cannot check out ${id} of \`${root}\` into a folder of its own`)
  }
}

/** Removes such a folder. */
export function forget({ root }: Commit, place: string): void {
  git(root, ['worktree', 'remove', '--force', place])
}

function git(root: string, args: readonly string[]): string | undefined {
  // Otherwise git takes the start of a name such as `:a` for an instruction.
  const { status, stdout } = callGit(['--literal-pathspecs', '-C', root, ...args])
  return status === 0 ? String(stdout) : undefined
}

function callGit(args: readonly string[], input?: string) {
  // Loaded only here, because that takes as long as a small file, and most mistakes ask git nothing.
  const { spawnSync } = process.getBuiltinModule('node:child_process')
  return spawnSync('git', args, { ...(input !== undefined && { input }), maxBuffer: Infinity })
}
