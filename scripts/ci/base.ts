import { existsSync, readFileSync } from 'node:fs'
import { forkOf, mainBranch } from '../output/fork.ts'
import { baseOf, type Commit, commitOf } from '../output/git.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The commit that a change starts from: as given, as the forge says, or where this branch left the default branch. */
export function baseCommit(
  root: string,
  given: string | undefined,
  env: Environment
): Commit | undefined {
  const ref = given ?? saidByForge(env) ?? targetOf(root, env)
  return ref === undefined ? forkOf(root).commit : baseOf(root, ref)
}

/** The branch that a change goes into, as the forge names it, else as git knows it. */
export function targetOf(root: string, env: Environment): string | undefined {
  const branch =
    env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME ||
    env.CI_DEFAULT_BRANCH ||
    eventOf(env)?.repository?.default_branch
  const ref = `refs/remotes/origin/${branch}`
  return branch && commitOf(root, ref) ? ref : mainBranch(root)
}

/** A forge sets what does not apply to an empty text. */
export function saidByForge(env: Environment): string | undefined {
  const target = env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME
  return (
    (env.GITHUB_BASE_REF ? `origin/${env.GITHUB_BASE_REF}` : undefined) ||
    queuedOn(env) ||
    // Only a pipeline of the merged result has it, whose other parent is newer than where the branch began.
    env.CI_MERGE_REQUEST_TARGET_BRANCH_SHA ||
    env.CI_MERGE_REQUEST_DIFF_BASE_SHA ||
    (target ? `origin/${target}` : undefined)
  )
}

/** The commit below a change in GitHub's merge queue. */
function queuedOn(env: Environment): string | undefined {
  return env.GITHUB_EVENT_NAME === 'merge_group' ? eventOf(env)?.merge_group?.base_sha : undefined
}

/** What GitHub says of the event that started a job, as far as it matters here. */
interface GithubEvent {
  readonly repository?: { readonly default_branch?: string }
  readonly merge_group?: { readonly base_sha?: string }
  readonly pull_request?: {
    readonly number?: number
    readonly head?: { readonly repo?: { readonly full_name?: string } }
  }
}

export function eventOf({ GITHUB_EVENT_PATH: path }: Environment): GithubEvent | undefined {
  return path && existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}
