import { basename } from 'node:path'
import type { Source } from '../../src/diagnostics/source.ts'
import type { Touched } from '../../src/rules/rule.ts'
import { type Commit, changedSince, forkOf, readFrom } from './git.ts'

/**
 * The files that are new or changed since a commit, or since this branch left the default branch. Git is
 * asked only once a rule wants to know; without git, every file is new.
 */
export function touchedSince(root: string, base?: Commit): Touched {
  let answer: Touched | undefined
  const known = () => {
    answer ??= ask(root, base)
    return answer
  }
  return { has: path => known().has(path), before: path => known().before?.(path) }
}

function ask(root: string, base = forkOf(root)): Touched {
  if (!base) return { has: () => true }
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
