import { baseOf, branchesIn, type Commit, commitOf, firstBranch } from './git.ts'

/** Where this branch left the branch that changes go into. */
export interface Fork {
  /** The last commit where nobody knows that branch; missing without a repository or a first commit. */
  readonly commit: Commit | undefined
  readonly isKnown: boolean
}

export function forkOf(root: string): Fork {
  const last = commitOf(root, 'HEAD')
  const main = last && mainBranch(root)
  return { commit: main === undefined ? last : baseOf(root, main), isKnown: main !== undefined }
}

interface Asked {
  /** Asks git the first time. */
  readonly fork: () => Fork
  /** The answer, if anybody has wanted to know. */
  readonly known: () => Fork | undefined
}

export function askedOnce(root: string): Asked {
  let known: Fork | undefined
  const fork = () => {
    known ??= forkOf(root)
    return known
  }
  return { fork, known: () => known }
}

/**
 * The branch that changes go into, as the remote has it rather than as it is here; else the one that git
 * is told of, and else the only one, unless there are branches of a remote.
 */
export function mainBranch(root: string): string | undefined {
  const there = branchesIn(root)
  const told = firstBranch(root)
  const names = [...(told ? [told] : []), 'main', 'master']
  const usual = ['refs/remotes/origin', 'refs/heads'].flatMap(folder => {
    return names.map(name => `${folder}/${name}`)
  })
  const known = ['refs/remotes/origin/HEAD', ...usual].find(ref => there.includes(ref))
  const elsewhere = there.find(ref => /^refs\/remotes\/[^/]+\/HEAD$/.test(ref))
  const only = there.find(ref => ref.startsWith('refs/heads/') && there.length === 1)
  return known ?? elsewhere ?? only
}

/** What to say where nobody knows which branch changes go into. */
export function noDefaultBranch(fork: Fork | undefined): string {
  if (!fork?.commit || fork.isKnown) return ''
  return 'note: git knows no default branch here, so the people in every file are judged as new, and of what is removed only what is not committed; name the branch with `git config init.defaultBranch <branch>`\n'
}
