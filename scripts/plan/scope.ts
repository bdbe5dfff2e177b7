import { nameIn, ofTenant } from '../../charts/plan/sites.ts'
import type { State } from './git-state.ts'

/** Which tenants a change may concern, and which have to be read for that. */
export interface Scope {
  /** Whether it may concern all. */
  readonly isWhole: boolean
  readonly isConcerned: (name: string) => boolean
  /** Whether a file is read. */
  readonly isAtHand: (path: string) => boolean
  /** Whether a mistake in a file is one of the change. */
  readonly isAbout: (path: string) => boolean
}

export function scopeOf(changed: readonly string[], before: State, after: State): Scope {
  const names = new Set(changed.flatMap(path => tenantIn(path) ?? []))
  if (changed.some(isForAll)) {
    const all = () => true
    return { isWhole: true, isConcerned: all, isAtHand: all, isAbout: all }
  }
  // Whoever names a tenant before the change and not after it has a file that changed.
  const near = new Set([...named(before, names), ...named(after, names), ...naming(after, names)])
  const isAtHand = (path: string) => {
    const name = nameIn(path)
    return !path.startsWith('tenants/') || names.has(name) || near.has(name)
  }
  const isAbout = (path: string) => {
    const isOfChange = path.endsWith('/')
      ? changed.some(other => other.startsWith(path))
      : names.has(nameIn(path))
    return path.startsWith('tenants/') && isOfChange
  }
  return { isWhole: false, isConcerned: name => names.has(name), isAtHand, isAbout }
}

/** The tenant whose file, or a file generated from it, is at a path. */
function tenantIn(path: string): string | undefined {
  if (path.startsWith('tenants/')) return nameIn(path)
  return ofTenant(path)?.name
}

/** Lists of tenants change with every new one, and say nothing about the others. */
function isForAll(path: string): boolean {
  if (path.startsWith('platform/')) return true
  return /^generated\/[^/]+\/(?!tenants\/|shards\/)/.test(path)
}

/** The tenants that some of these name. */
function named(state: State, names: ReadonlySet<string>): string[] {
  if (names.size === 0) return []
  const own = state.sources.filter(path => isTenant(path) && names.has(nameIn(path)))
  const texts = [...state.texts([...own, 'platform/common.yaml']).values()]
  // A word that is no tenant's name is in the way of nothing.
  return texts.flatMap(wordsIn)
}

/** The tenants that name some of these. */
function naming(state: State, names: ReadonlySet<string>): string[] {
  if (names.size === 0) return []
  const texts = [...state.texts(state.withWord('tenant'))]
  const givers = texts.filter(([, text]) => wordsIn(text).some(word => names.has(word)))
  return givers.map(([path]) => nameIn(path))
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[a-z0-9-]+/g) ?? []
}

function isTenant(path: string): boolean {
  return path.startsWith('tenants/')
}
