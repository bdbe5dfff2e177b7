import { type Diagnostic, isError } from '../../src/diagnostics/diagnostic.ts'
import { inWords, tally } from '../../src/reporters/summary.ts'
import { count } from '../../src/text/prose.ts'
import type { Settings } from '../cli/settings.ts'
import { conformAll } from '../conform/conform-all.ts'
import { check } from '../output/check-output.ts'
import type { Difference } from '../output/disk/compare-folder.ts'
import type { Commit } from '../output/git.ts'
import { pinFaults } from '../output/pin-faults.ts'
import { Refusal } from '../system/refusal.ts'
import { judgedBy } from './earlier-version.ts'
import { isOnlyMoved } from './only-moved.ts'
import { otherPin } from './pins.ts'

/** What one part of `ci` found. */
export interface Verdict {
  /** What was looked at, such as `generated/`. */
  readonly what: string
  /** In one line: that all is well, what is wrong, or why it was not looked at. */
  readonly said: string
  readonly isGood: boolean
  readonly diagnostics: readonly Diagnostic[]
  readonly differences: readonly Difference[]
}

const nothing = { isGood: true, diagnostics: [], differences: [] } as const

/** The files, the change since a commit, and whether generated/ is fresh. */
export async function checkVerdicts(
  given: Settings,
  base: Commit | undefined
): Promise<readonly Verdict[]> {
  const other = base && otherPin(base)
  const before = other && base ? judgedBy(other, given, base) : []
  const isMoved = before.some(isError) && base !== undefined && isOnlyMoved(given.root, base)
  const { diagnostics, differences } = await check(given, {
    ref: other && !isMoved ? undefined : base?.id
  })
  const since = base ? `the change since ${base.id.slice(0, 10)}` : 'nothing: git has no commit'
  const own = {
    ...nothing,
    what: 'tenants/ and platform/',
    ...judged([...pinFaults(given.root), ...diagnostics])
  }
  const said = isMoved ? { said: 'nothing but the move to the new format' } : judged(before)
  const earlier = { ...nothing, what: 'by the version before', ...said }
  return [
    { ...nothing, what: 'compared with', said: since },
    ...(other ? [earlier] : []),
    own,
    { ...nothing, what: 'generated/', ...compared(differences, diagnostics) }
  ]
}

function judged(diagnostics: readonly Diagnostic[]) {
  const said = diagnostics.length === 0 ? 'no mistakes' : inWords(tally(diagnostics))
  return { said, isGood: !diagnostics.some(isError), diagnostics }
}

function compared(differences: readonly Difference[], diagnostics: readonly Diagnostic[]) {
  if (differences.length > 0) {
    const said = `${count(differences.length, 'file')} not as \`npx tenantry generate\` writes them`
    return { said, isGood: false, differences }
  }
  return { said: diagnostics.some(isError) ? notRun : 'up to date' }
}

const notRun = 'not run, because there are mistakes in the files'

/** What the engines would build, where the tools for it are. */
export async function conformVerdict(
  given: Settings,
  before: readonly Verdict[]
): Promise<Verdict> {
  const what = 'what the engines build'
  if (before.some(({ isGood }) => !isGood)) return { ...nothing, what, said: notRun }
  try {
    const { diagnostics, about, verdict } = await conformAll(given, undefined)
    const said = `${verdict}; by ${about.join(', ')}`
    return { ...nothing, what, said, isGood: !diagnostics.some(isError), diagnostics }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ...nothing, what, said: `not run: ${error.message}` }
  }
}
