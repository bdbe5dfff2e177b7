import { basename } from 'node:path'
import type { Source } from '../../src/diagnostics/source.ts'
import type { Touched } from '../../src/rules/rule.ts'
import type { Fork } from './fork.ts'
import { type Commit, changedSince, readFrom } from './git.ts'

/**
 * The files that are new or changed since this branch left the default branch. Git is asked only once a
 * rule wants to know; where nobody knows that branch, every file is new.
 */
export function touchedSince(fork: () => Fork): Touched {
  let answer: Touched | undefined
  const known = () => {
    answer ??= ask(fork())
    return answer
  }
  return { has: path => known().has(path), before: path => known().before?.(path) }
}

function ask({ commit, isKnown }: Fork): Touched {
  return commit && isKnown ? since(commit) : { has: () => true }
}

function since(base: Commit): Touched {
  const changed = changedSince(base, ['tenants', 'platform'])
  const paths = new Set(changed)
  let texts: ReadonlyMap<string, string> | undefined
  const before = (path: string) => {
    texts ??= readFrom(base, changed)
    const text = texts.get(path)
    return text === undefined ? movedTo(path, texts) : { path, text }
  }
  return { has: path => paths.has(path), before }
}

/** The file that the change moved here from another folder. */
function movedTo(place: string, texts: ReadonlyMap<string, string>): Source | undefined {
  const files = Array.from(texts, ([path, text]) => ({ path, text }))
  return files.find(({ path }) => {
    return path.startsWith('tenants/') && basename(path) === basename(place)
  })
}
