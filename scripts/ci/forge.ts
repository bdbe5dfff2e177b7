import { Refusal } from '../system/refusal.ts'
import type { Environment } from './base.ts'

/** The name of the check that a branch requires. */
export const context = 'tenantry'

interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** A push with the forge's own token starts no workflow on GitHub, so the check is reported for that commit. */
export async function reportCheck(
  env: Environment,
  commit: string,
  isGood: boolean
): Promise<void> {
  const github = githubOf(env)
  if (!github) return
  const url = `${github.url}/statuses/${commit}`
  const said = isGood
    ? 'checked by the run that pushed it'
    : 'not valid: see the run that pushed it'
  const body = { context, state: isGood ? 'success' : 'failure', description: said }
  await ask({ method: 'POST', url, headers: github.headers, body })
}

/** Opens a pull request on GitHub unless one is open; GitLab does that when it is pushed to. */
export async function openPullRequest(
  env: Environment,
  { branch, target, text }: PullRequest
): Promise<void> {
  const github = githubOf(env)
  if (!github) return
  const { headers, owner } = github
  const head = encodeURIComponent(`${owner}:${branch}`)
  const url = `${github.url}/pulls`
  const open = await ask({ method: 'GET', url: `${url}?state=open&head=${head}`, headers })
  if (Array.isArray(open) && open.length > 0) return
  const body = { title: titleOf(branch), head: branch, base: target, body: text }
  await ask({ method: 'POST', url, headers, body })
}

interface PullRequest {
  readonly branch: string
  readonly target: string
  /** What it says of itself, in Markdown. */
  readonly text: string
}

export function titleOf(branch: string): string {
  return `Tenantry: ${branch.replace(/^tenantry\//, '')}`
}

/** The repository on GitHub, if this is a job there that may speak to it. */
export function githubOf({ GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN }: Environment) {
  if (!GITHUB_API_URL || !GITHUB_REPOSITORY || !GITHUB_TOKEN) return undefined
  const headers = {
    authorization: `Bearer ${GITHUB_TOKEN}`,
    accept: 'application/vnd.github+json'
  }
  const [owner = ''] = GITHUB_REPOSITORY.split('/')
  return { url: `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}`, headers, owner }
}

/** The project on GitLab, if this is a job there that may speak to it. */
export function gitlabOf({ CI_API_V4_URL, CI_PROJECT_ID, TENANTRY_TOKEN }: Environment) {
  if (!CI_API_V4_URL || !CI_PROJECT_ID || !TENANTRY_TOKEN) return undefined
  const headers = { 'PRIVATE-TOKEN': TENANTRY_TOKEN }
  return { url: `${CI_API_V4_URL}/projects/${CI_PROJECT_ID}`, headers }
}

/** The only place that speaks to a forge. */
export async function ask({ method, url, headers, body }: Request): Promise<unknown> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  // Minutes pass between two requests, and the forge has closed the connection by then.
  const all = { 'content-type': 'application/json', connection: 'close', ...headers }
  const answer = await fetch(url, { method, headers: all, ...sent }).catch(unreachable)
  if (answer.ok) return answer.json()
  throw new Refusal(`the forge answers ${answer.status} to ${method} ${new URL(url).pathname}`)
}

function unreachable(error: unknown): never {
  const { cause } = error as { readonly cause?: { readonly message?: string } } // thrown by fetch
  throw new Refusal(`the forge cannot be reached: ${cause?.message ?? 'no answer'}`)
}
