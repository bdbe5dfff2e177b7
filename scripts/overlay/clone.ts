import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '../system/refusal.ts'

export interface Tree {
  readonly folder: string
  /** Empty if the commit is unknown. */
  readonly commit: string
}

/** Fetches one commit without its history. The caller removes the folder. */
export function clone(repository: string, ref: string): Tree {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-'))
  git(folder, 'init', '--quiet')
  try {
    git(folder, 'fetch', '--quiet', '--depth', '1', '--end-of-options', repository, ref)
  } catch {
    throw new Refusal(`git cannot fetch \`${ref}\` from \`${repository}\``)
  }
  git(folder, 'checkout', '--quiet', 'FETCH_HEAD')
  return { folder, commit: git(folder, 'rev-parse', 'HEAD') }
}

/** Uses a folder as it is, with or without git. */
export function local(folder: string): Tree {
  const commit = existsSync(join(folder, '.git')) ? git(folder, 'rev-parse', 'HEAD') : ''
  return { folder, commit }
}

function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', stdio: 'pipe' }).trim()
}
