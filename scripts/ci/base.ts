import { existsSync, readFileSync } from 'node:fs'
import { baseOf, type Commit, forkOf } from '../output/git.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The commit that a change starts from: as given, as the forge says, or where this branch left the default branch. */
export function baseCommit(
  root: string,
  given: string | undefined,
  env: Environment
): Commit | undefined {
  const ref = given ?? saidByForge(env)
  return ref === undefined ? forkOf(root) : baseOf(root, ref)
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
function queuedOn({ GITHUB_EVENT_NAME, GITHUB_EVENT_PATH }: Environment): string | undefined {
  if (GITHUB_EVENT_NAME !== 'merge_group' || !GITHUB_EVENT_PATH) return undefined
  if (!existsSync(GITHUB_EVENT_PATH)) return undefined
  const event = JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8')) as {
    readonly merge_group?: { readonly base_sha?: string }
  }
  return event.merge_group?.base_sha
}
