import { type Environment, eventOf } from './base.ts'
import { ask, githubOf, gitlabOf, keepNote, type Notes } from './forge.ts'
import { git } from './work-tree.ts'

/** What a change is told on its page, once, and anew with every push. */
interface Comment {
  readonly text: string
  /** Those that the change has, of `known`; the others of these are taken away. */
  readonly labels: readonly string[]
  readonly known: readonly string[]
}

/** By which the next run finds its own. */
const mark = '<!-- tenantry plan -->'

const fetched = 'refs/tenantry/change'

/**
 * Brings a pull request into git and names it, where the job has the base branch: it may come from a fork,
 * so its files are only read.
 */
export function fetchChange(root: string, env: Environment): string | undefined {
  const number = eventOf(env)?.pull_request?.number
  if (env.GITHUB_EVENT_NAME !== 'pull_request_target' || number === undefined) return undefined
  git(root, 'fetch', '--quiet', '--no-tags', 'origin', `+refs/pull/${number}/head:${fetched}`)
  return fetched
}

/** Whether there was a change on a forge that could be told. */
export async function comment(env: Environment, { text, ...labels }: Comment): Promise<boolean> {
  const [github, gitlab] = [onGitHub(env), onGitLab(env)]
  const place = github ?? gitlab
  if (!place) return false
  await keepNote(place.notes, mark, text)
  if (github) await labelOnGitHub(github, labels)
  if (gitlab) await labelOnGitLab(gitlab, labels)
  return true
}

interface Place {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly notes: Notes
}

type Labels = Omit<Comment, 'text'>

function onGitHub(env: Environment): Place | undefined {
  const [github, number] = [githubOf(env), eventOf(env)?.pull_request?.number]
  if (!github || number === undefined) return undefined
  const url = `${github.url}/issues/${number}`
  const one = (id: number) => `${github.url}/issues/comments/${id}`
  const { headers } = github
  return { url, headers, notes: { all: `${url}/comments`, one, headers, change: 'PATCH' } }
}

async function labelOnGitHub({ url, headers }: Place, { labels, known }: Labels): Promise<void> {
  const there = await ask({ method: 'GET', url: `${url}/labels?per_page=100`, headers })
  const names = (Array.isArray(there) ? there : []).map(({ name }) => `${name}`)
  const added = labels.filter(label => !names.includes(label))
  if (added.length > 0) {
    await ask({ method: 'POST', url: `${url}/labels`, headers, body: { labels: added } })
  }
  for (const label of known.filter(one => names.includes(one) && !labels.includes(one))) {
    await ask({ method: 'DELETE', url: `${url}/labels/${label}`, headers })
  }
}

function onGitLab(env: Environment): Place | undefined {
  const gitlab = gitlabOf(env)
  if (!gitlab || !env.CI_MERGE_REQUEST_IID) return undefined
  const url = `${gitlab.url}/merge_requests/${env.CI_MERGE_REQUEST_IID}`
  const { headers } = gitlab
  const one = (id: number) => `${url}/notes/${id}`
  return { url, headers, notes: { all: `${url}/notes`, one, headers, change: 'PUT' } }
}

async function labelOnGitLab({ url, headers }: Place, { labels, known }: Labels): Promise<void> {
  const others = known.filter(one => !labels.includes(one))
  const body = { add_labels: labels.join(','), remove_labels: others.join(',') }
  await ask({ method: 'PUT', url, headers, body })
}
