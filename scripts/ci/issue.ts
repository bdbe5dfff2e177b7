import { Refusal } from '../system/refusal.ts'
import type { Environment } from './base.ts'
import { ask, githubOf, gitlabOf } from './forge.ts'

/** By which the next run finds its issue. */
const label = 'tenantry'

/** How a forge keeps issues. */
interface Tracker {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly open: string
  readonly change: 'PATCH' | 'PUT'
  readonly labels: string | readonly string[]
  readonly bodyOf: (text: string) => object
  readonly closed: object
}

interface Issue {
  readonly title?: string
  /** Its number in the repository: the first on GitHub, the second on GitLab. */
  readonly number?: number
  readonly iid?: number
  readonly pull_request?: object
}

/**
 * Opens an issue with this title, or writes the open one anew; without a text closes it. Says whether that
 * was possible: a repository may have no issues, and a job no right to them.
 */
export async function keepIssue(
  env: Environment,
  title: string,
  text: string | undefined
): Promise<boolean> {
  const tracker = trackerOf(env)
  if (!tracker) return false
  try {
    await keepIn(tracker, title, text)
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`no issue was written: ${error.message}\n`)
    return false
  }
}

async function keepIn(tracker: Tracker, title: string, text: string | undefined): Promise<void> {
  const { url, headers, change, closed } = tracker
  const place = await placeOf(tracker, title)
  if (place !== undefined) {
    const body = text === undefined ? closed : tracker.bodyOf(text)
    await ask({ method: change, url: place, headers, body })
  } else if (text !== undefined) {
    const body = { title, labels: tracker.labels, ...tracker.bodyOf(text) }
    await ask({ method: 'POST', url, headers, body })
  }
}

function trackerOf(env: Environment): Tracker | undefined {
  const [github, gitlab] = [githubOf(env), gitlabOf(env)]
  if (github) return { ...onGitHub, url: `${github.url}/issues`, headers: github.headers }
  if (gitlab) return { ...onGitLab, url: `${gitlab.url}/issues`, headers: gitlab.headers }
  return undefined
}

type Words = Omit<Tracker, 'url' | 'headers'>

const onGitHub: Words = {
  open: 'open',
  change: 'PATCH',
  labels: [label],
  bodyOf: body => ({ body }),
  closed: { state: 'closed' }
}

const onGitLab: Words = {
  open: 'opened',
  change: 'PUT',
  labels: label,
  bodyOf: description => ({ description }),
  closed: { state_event: 'close' }
}

async function placeOf({ url, headers, open }: Tracker, title: string) {
  const list = `${url}?state=${open}&labels=${label}&per_page=100`
  const answer = await ask({ method: 'GET', url: list, headers })
  const issues = Array.isArray(answer) ? (answer as readonly Issue[]) : []
  // GitHub lists pull requests among issues.
  const own = issues.find(issue => issue.title === title && !issue.pull_request)
  return own && `${url}/${own.iid ?? own.number}`
}
