import type { Touched } from '../../src/rules/rule.ts'
import { type Commit, changedSince, forkOf } from './git.ts'

/**
 * The files that are new or changed since a commit, or since this branch left the default branch. Git is
 * asked only once a rule wants to know; without git, every file is new.
 */
export function touchedSince(root: string, base?: Commit): Touched {
  let known: Touched | undefined
  return {
    has: path => {
      known ??= ask(root, base)
      return known.has(path)
    }
  }
}

function ask(root: string, base = forkOf(root)): Touched {
  return base ? new Set(changedSince(base, ['tenants', 'platform'])) : { has: () => true }
}
