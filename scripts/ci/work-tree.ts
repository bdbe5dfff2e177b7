import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { isOurs } from '../../charts/objects/generated.ts'
import { codeownersPaths } from '../../charts/owners/codeowners.ts'
import { isCompany } from '../overlay/structure.ts'
import { Refusal } from '../system/refusal.ts'
import type { Environment } from './base.ts'
import { titleOf } from './forge.ts'

const author = ['-c', 'user.name=Tenantry', '-c', 'user.email=noreply@tenantry.dev']

/** Runs git in a work tree; what it refuses ends the command. */
export function git(root: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = tried(root, args)
  if (status === 0) return stdout
  // A token may stand in an address, so the arguments are not told.
  throw new Refusal(`\`git ${args[0]}\` failed: ${withoutToken(stderr).trim()}`)
}

function tried(root: string, args: readonly string[]) {
  const options = { encoding: 'utf8', maxBuffer: Infinity } as const
  return spawnSync('git', ['-C', root, ...author, ...args], options)
}

function withoutToken(text: string): string {
  return text.replace(/\/\/[^/@\s]+@/g, '//')
}

/** How the merge of a branch went: it stays open where only generated files are in conflict. */
type Merge =
  | { readonly kind: 'none' | 'open' }
  | { readonly kind: 'refused'; readonly paths: readonly string[] }

/** Merges a branch if there are conflicts with it that `generate` solves, and takes those files away. */
export function mergeIfStuck(root: string, target: string): Merge {
  const merged = tried(root, ['merge', '--no-commit', '--no-ff', target])
  if (merged.status === 0) {
    // Without conflicts the forge merges by itself.
    if (tried(root, ['rev-parse', '--quiet', '--verify', 'MERGE_HEAD']).status === 0) undo(root)
    return { kind: 'none' }
  }
  const listed = git(root, 'diff', '--name-only', '--diff-filter=U', '-z')
  const stuck = listed.split('\0').filter(path => path !== '')
  const paths = stuck.filter(path => !isWritten(root, path))
  if (paths.length > 0 || stuck.length === 0) {
    if (stuck.length > 0) undo(root)
    return { kind: 'refused', paths }
  }
  for (const path of stuck) rmSync(join(root, path), { force: true })
  return { kind: 'open' }
}

/** Whether `generate` writes a file, so that conflicts in it are solved by generating anew. */
function isWritten(root: string, path: string): boolean {
  if (path.startsWith('generated/')) return true
  if (path.startsWith('schemas/')) return isCompany(root)
  const isOwners = Object.values(codeownersPaths).some(known => known === path)
  return isOwners && isOurs(path, tried(root, ['show', `HEAD:${path}`]).stdout)
}

export function undo(root: string): void {
  git(root, 'merge', '--abort')
}

/** Stages some folders, and says whether there is anything to commit. */
export function staged(root: string, folders: readonly string[]): boolean {
  for (const folder of folders) tried(root, ['add', '--all', '--', folder])
  return tried(root, ['diff', '--cached', '--quiet']).status !== 0
}

/** Where git pushes to: on GitLab with the token for it, elsewhere as git is set up. */
export function remoteOf({ CI_REPOSITORY_URL, TENANTRY_TOKEN }: Environment): string {
  if (!CI_REPOSITORY_URL) return 'origin'
  if (!TENANTRY_TOKEN) {
    throw new Refusal(
      'nothing can be pushed, because the variable `TENANTRY_TOKEN` is not there: make it a project access token with `api` and `write_repository`'
    )
  }
  const url = new URL(CI_REPOSITORY_URL)
  url.username = 'oauth2'
  url.password = TENANTRY_TOKEN
  return url.href
}

/** GitLab opens a merge request for a branch when it is told so by the push. */
export function mergeRequestOptions(
  env: Environment,
  branch: string,
  target: string
): readonly string[] {
  if (!env.GITLAB_CI) return []
  const wishes = ['create', `target=${target}`, `title=${titleOf(branch)}`]
  return wishes.flatMap(wish => ['-o', `merge_request.${wish}`])
}
