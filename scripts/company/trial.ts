import { cpSync, lstatSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Commit, changedSince, checkout, commitOf, forget } from '../output/git.ts'
import { Refusal } from '../system/refusal.ts'

export interface Trial {
  /** The last commit, in a folder of its own. */
  readonly commit: Commit
  /** What differs from that commit by now. */
  readonly changed: () => readonly string[]
}

/** Lets work happen in a copy of the last commit, so that it happens as a whole or not at all. */
export async function inTrial<T>(root: string, work: (trial: Trial) => Promise<T>): Promise<T> {
  const last = commitOf(root, 'HEAD')
  if (!last)
    throw new Refusal(`\`${root}\` has no commit that one could go back to; commit it first`)
  const place = join(mkdtempSync(join(tmpdir(), 'tenantry-')), 'trial')
  try {
    checkout(last, place)
    const commit = { ...last, root: join(place, last.prefix) }
    const changed = () => changedSince(commit, ['.']).filter(path => !isOwn(path))
    return await work({ commit, changed })
  } finally {
    forget(last, place)
    rmSync(dirname(place), { recursive: true, force: true })
  }
}

/** What running a command leaves behind, where `.gitignore` does not name it. */
function isOwn(path: string): boolean {
  return /^(?:\.cache|node_modules)\//.test(path)
}

/** Makes the root what the trial became. */
export function take(root: string, from: string, paths: readonly string[]): void {
  for (const path of paths) {
    const [source, target] = [join(from, path), join(root, path)]
    if (lstatSync(source, { throwIfNoEntry: false })) {
      mkdirSync(dirname(target), { recursive: true })
      // A link would be followed.
      rmSync(target, { force: true })
      cpSync(source, target)
    } else rmSync(target, { force: true })
  }
}
