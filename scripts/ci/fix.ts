import { codeownersPaths } from '../../charts/owners/codeowners.ts'
import { isError } from '../../src/diagnostics/diagnostic.ts'
import { andList } from '../../src/text/prose.ts'
import { print } from '../cli/print.ts'
import type { Settings } from '../cli/settings.ts'
import { generate } from '../output/write-output.ts'
import { Refusal } from '../system/refusal.ts'
import { type Environment, eventOf, targetOf } from './base.ts'
import { openPullRequest, reportCheck } from './forge.ts'
import { git, mergeIfStuck, mergeRequestOptions, remoteOf, staged, undo } from './work-tree.ts'

const outputs = ['generated', 'schemas', ...Object.values(codeownersPaths)]
const sources = ['tenants', 'platform', ...outputs]

/** How it ended: with nothing to do, with mistakes of people, with a patch to show, or with a commit to push. */
export type Fixed =
  | { readonly kind: 'nothing' | 'mistakes' | 'commit' }
  | { readonly kind: 'patch'; readonly patch: string }

/** Generates for somebody who cannot, and solves conflicts in what is generated. */
export async function fix(given: Settings, env: Environment): Promise<Fixed> {
  const { root } = given
  const target = targetOf(root, env)
  const merge = target === undefined ? { kind: 'none' as const } : mergeIfStuck(root, target)
  if (merge.kind === 'refused') throw stuckIn(merge.paths)
  const isOpen = merge.kind === 'open'
  const { diagnostics } = await generate(given, { key: undefined })
  if (diagnostics.some(isError)) {
    await print(diagnostics, given.format)
    if (isOpen) undo(root)
    return { kind: 'mistakes' }
  }
  if (!staged(root, outputs) && !isOpen) return { kind: 'nothing' }
  if (isFork(env)) return { kind: 'patch', patch: git(root, 'diff', '--cached', '--binary') }
  const message = isOpen ? 'Solve conflicts in generated/' : 'Generate'
  git(root, 'commit', '--quiet', '--no-verify', '--message', message)
  return { kind: 'commit' }
}

function stuckIn(paths: readonly string[]): Refusal {
  const where = paths.length > 0 ? andList(paths) : 'files that are not committed'
  return new Refusal(`there are conflicts in ${where}, which people have to solve first`)
}

/** Commits what a nightly job has changed; false where it changed nothing. */
export function commitOn(branch: string, root: string): boolean {
  git(root, 'checkout', '--quiet', '-B', branch)
  if (!staged(root, sources)) return false
  git(root, 'commit', '--quiet', '--no-verify', '--message', `Update: ${branch}`)
  return true
}

/** Pushes the last commit, reports its check, and opens a pull request where one is wanted. */
export async function publish(
  { root }: Settings,
  env: Environment,
  { isGood, branch, request }: Wish
): Promise<void> {
  const target = (targetOf(root, env) ?? 'main').replace(/^refs\/(heads|remotes\/[^/]+)\//, '')
  const options = request === undefined ? [] : mergeRequestOptions(env, branch, target)
  // A branch of a nightly job is the job's own.
  const ref = `${request === undefined ? '' : '+'}HEAD:refs/heads/${branch}`
  git(root, 'push', '--quiet', ...options, remoteOf(env), ref)
  await reportCheck(env, git(root, 'rev-parse', 'HEAD').trim(), isGood)
  if (request !== undefined) await openPullRequest(env, { branch, target, text: request })
}

interface Wish {
  readonly isGood: boolean
  readonly branch: string
  /** What the pull request says that is opened; nothing if none is wanted. */
  readonly request?: string
}

/** The branch that the job runs for. */
export function branchOf(env: Environment): string {
  const branch =
    env.GITHUB_HEAD_REF ||
    env.CI_MERGE_REQUEST_SOURCE_BRANCH_NAME ||
    env.GITHUB_REF_NAME ||
    env.CI_COMMIT_REF_NAME
  if (branch) return branch
  throw new Refusal(
    '`--fix` is for a job on a forge, which says what to push to; here, run `npx tenantry generate`'
  )
}

/** Nobody may push to the repository of a fork. */
function isFork(env: Environment): boolean {
  const { CI_PROJECT_ID, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: source } = env
  if (source) return source !== CI_PROJECT_ID
  const head = eventOf(env)?.pull_request?.head
  return head !== undefined && head.repo?.full_name !== env.GITHUB_REPOSITORY
}
