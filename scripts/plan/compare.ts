import { dirname } from 'node:path'
import { versionPath } from '../../charts/objects/generated.ts'
import { codeownersPaths, codeownersPlaces } from '../../charts/owners/codeowners.ts'
import { ownersFollow } from '../../charts/owners/owners-follow.ts'
import type { Comparison } from '../../charts/plan/comparison.ts'
import { nameIn, ofTenant, tenantsWith } from '../../charts/plan/sites.ts'
import { type Diagnostic, isError } from '../../src/diagnostics/diagnostic.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { forgeOf } from '../../src/documents/common.ts'
import type { Model } from '../../src/model/model.ts'
import { folderOf } from '../output/disk/compare-all.ts'
import { readOn } from '../output/disk/read-tree.ts'
import {
  type Commit,
  changedBetween,
  changedSince,
  commonCommit,
  namedCommit,
  ofAll,
  readFrom
} from '../output/git.ts'
import { version } from '../system/version.ts'
import { type Commits, commitsOf } from './commits.ts'
import { compileBoth, type Meaning } from './compile-state.ts'
import { everyone } from './everyone.ts'
import { type Followed, follow } from './follow.ts'
import { type State, stateBeside, stateIn, stateOn } from './git-state.ts'
import { others } from './residents.ts'
import { type Scope, scopeOf } from './scope.ts'

interface Asked {
  readonly root: string
  readonly base: string
  /** Without it, the folder as it is. */
  readonly head: string | undefined
  readonly today: string
}

interface Compared {
  readonly comparison: Comparison
  readonly commits: Commits
  /** About the files of tenants that the change concerns, and about those of the platform. */
  readonly diagnostics: readonly Diagnostic[]
}

const folders = ['tenants', 'platform', 'generated']

/** Reads from git what a change is, since it left the base. */
export function compare({ root, base: ref, head: tip, today }: Asked): Compared {
  const head = tip === undefined ? undefined : namedCommit(root, tip)
  const target = namedCommit(root, ref)
  const base = commonCommit(target, ref, head?.id)
  const files = filesThatDiffer(base, head)
  const changed = files.flatMap(path => ownPath(base, path))
  const { before, after } = statesOf(base, head, changed)
  const scope = scopeOf(changed, before, after)
  const context = { today, touched: new Set(changed), settled: !scope.isWhole }
  const [old, now] = compileBoth(before, after, { scope, context })
  const followed = followIn({ before, after }, { changed: new Set(changed), old, now, scope })
  const pending = [...followed.pending.keys()]
  const all = [...new Set([...changed, ...pending])]
  const wrong = new Set([...now.wrong].filter(path => isPlatform(path) || scope.isAbout(path)))
  return {
    comparison: {
      before: { ...old, read: reader(before, all, new Map()) },
      after: { ...now, read: reader(after, all, followed.pending) },
      changed: new Set(all),
      stray: followed.stray,
      writtenBy: writtenByOther(after),
      links: linksIn(after, followed.stray),
      wrong,
      isPending: followed.pending.size > 0,
      residents: residentsIn(before, { now, followed, scope }),
      everyone: everyone(after, [old, now], scope),
      review: {
        prefix: base.prefix,
        codeowners: codeownersIn(target, old.model ?? now.model),
        ownersFollow: files.some(isOwners) && doOwnersFollow(base, head, [old, now]),
        files: [...new Set([...files, ...pending.map(path => `${base.prefix}${path}`)])]
      },
      today
    },
    commits: commitsOf({ base, head }, { base: ref, head: tip }),
    diagnostics: now.diagnostics.filter(one => isTold(one, scope))
  }
}

function statesOf(base: Commit, head: Commit | undefined, changed: readonly string[]) {
  if (!head) return { before: stateIn(base), after: stateOn(base) }
  const after = stateIn(head)
  return { before: stateBeside(base, after, changed), after }
}

/** All files of the repository that differ, by their paths in it. */
function filesThatDiffer(base: Commit, head: Commit | undefined): string[] {
  return head ? changedBetween(ofAll(base), ofAll(head), []) : changedSince(ofAll(base), ['.'])
}

/** The path in the folder, of what matters there. */
function ownPath({ prefix }: Commit, path: string): string[] {
  const own = path.slice(prefix.length)
  const isOurs = path.startsWith(prefix) && folders.some(folder => own.startsWith(`${folder}/`))
  return isOurs ? [own] : []
}

/** The first of the places where the forge looks, on the branch that the change goes into. */
function codeownersIn(target: Commit, model: Model | undefined): Source | undefined {
  const paths = codeownersPlaces[model ? forgeOf(model.common.value) : 'github']
  const texts = readFrom(ofAll(target), paths)
  const path = paths.find(one => texts.has(one))
  return path === undefined ? undefined : { path, text: texts.get(path) ?? '' }
}

function isOwners(path: string): boolean {
  return Object.values(codeownersPlaces).some(places => places.some(place => place === path))
}

/** Before the change and after it, at the top of the repository, where `generate` writes it. */
function doOwnersFollow(
  base: Commit,
  head: Commit | undefined,
  [old, now]: readonly [Meaning, Meaning]
): boolean {
  if (!now.model) return false
  const path = codeownersPaths[forgeOf(now.model.common.value)]
  const was = readFrom(ofAll(base), [path]).get(path) ?? ''
  const is = head ? readFrom(ofAll(head), [path]).get(path) : readOn(ofAll(base).root)(path)
  return ownersFollow({ was, is: is ?? '' }, old.model, now.model)
}

/** A platform that cannot be read keeps everything from being planned; its warnings are not about this change. */
function isTold(diagnostic: Diagnostic, { isAbout }: Scope): boolean {
  const { path } = diagnostic.at.source
  return isAbout(path) || (isPlatform(path) && isError(diagnostic))
}

function isPlatform(path: string): boolean {
  return path.startsWith('platform/')
}

/** Of some files, those that are there but cannot be read. */
function linksIn(state: State, paths: ReadonlySet<string>): ReadonlySet<string> {
  const texts = state.texts([...paths])
  const missing = [...paths].filter(path => !texts.has(path))
  const there = new Set(state.below([...new Set(missing.map(path => dirname(path)))]))
  return new Set(missing.filter(path => there.has(path)))
}

function reader(state: State, paths: readonly string[], instead: Followed['pending']) {
  const texts = state.texts(paths)
  return (path: string) => (instead.has(path) ? instead.get(path) : texts.get(path))
}

/** The version that wrote what is generated, if it is another one than this. */
function writtenByOther(state: State): string | undefined {
  const text = state.texts([versionPath]).get(versionPath) ?? ''
  const written = /"version": "(.*)"/.exec(text)?.[1]
  return written === version() ? undefined : written
}

interface Judged {
  readonly now: Meaning
  readonly followed: Followed
  readonly scope: Scope
}

/** All tenants where the change may concern all, and else those beside whom there has to be room. */
function residentsIn(before: State, { now, followed, scope }: Judged): Comparison['residents'] {
  const { residents: own } = followed
  if (scope.isWhole || !now.model) return own
  const { clusters } = now.model
  return [...own, ...others(before, { clusters, own, isConcerned: scope.isConcerned })]
}

interface Known {
  readonly changed: ReadonlySet<string>
  readonly old: Meaning
  readonly now: Meaning
  readonly scope: Scope
}

/** What another version generated says nothing about who changed it. */
function followIn(
  states: Readonly<Record<'before' | 'after', State>>,
  { changed, old, now, scope }: Known
): Followed {
  const unknown = { pending: new Map(), stray: new Set<string>(), residents: [] }
  if (writtenByOther(states.after) !== undefined) return unknown
  const generated = [...changed].filter(path => /^generated\/[^/]+\/[^/]+\//.test(path))
  // Nothing says what they would be.
  if (!now.model) return { ...unknown, stray: new Set(generated) }
  const touched = [...changed].flatMap(path => {
    const site = ofTenant(path)
    return site ? folderOf(site.cluster, site.name) : []
  })
  const before = old.tenants.map(({ cluster, name }) => folderOf(cluster.name, name))
  const broken = new Set(tenantsWith(now.wrong).keys())
  const isBroken = (folder: string) => broken.has(nameIn(folder))
  const all = [...new Set([...touched, ...before])].filter(folder => !isBroken(folder))
  const { model, tenants } = now
  const { isConcerned } = scope
  const given = { model, tenants, folders: all, changed, broken, isConcerned }
  const known = follow(states, given)
  const unjudged = generated.filter(path => broken.has(ofTenant(path)?.name ?? ''))
  const followed = { ...known, stray: new Set([...known.stray, ...unjudged]) }
  const isInput = [...changed].some(path => !path.startsWith('generated/'))
  return isInput ? followed : { ...followed, pending: new Map() }
}
