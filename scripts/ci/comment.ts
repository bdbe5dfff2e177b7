import { type Environment, eventOf } from './base.ts'
import { ask, githubOf, gitlabOf } from './forge.ts'
import { keepNote, type Notes, notesOnGitLab } from './notes.ts'
import { git } from './work-tree.ts'

/** What a change is told on its page, once, and anew with every push. */
interface Comment {
  readonly text: string
  /** The commit that it is about; nothing for the folder as it is. */
  readonly head: string | undefined
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
  git(
    root,
    'fetch',
    '--quiet',
    '--no-tags',
    '--no-recurse-submodules',
    'origin',
    `+refs/pull/${number}/head:${fetched}`
  )
  return fetched
}

/** Whether there was a change on a forge that could be told. */
export async function comment(
  env: Environment,
  { text, head, ...labels }: Comment
): Promise<boolean> {
  const [github, gitlab] = [onGitHub(env), onGitLab(env)]
  const place = github ?? gitlab
  if (!place) return false
  await keepNote(place.notes, mark, `${text}\n${aboutRun(env, head)}`)
  if (github) await labelOnGitHub(github, labels)
  if (gitlab) await labelOnGitLab(gitlab, labels)
  return true
}

/** Which push it is about, because the note of an earlier one stays where a run fails, and where the rest is. */
function aboutRun(env: Environment, head: string | undefined): string {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID, CI_JOB_URL } = env
  const run = GITHUB_RUN_ID
    ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
    : CI_JOB_URL
  const commit = (head ?? env.CI_COMMIT_SHA)?.slice(0, 12)
  const parts = [...(commit ? [`commit ${commit}`] : []), ...(run ? [`[the job](${run})`] : [])]
  return parts.length === 0 ? '' : `_${parts.join(', ')}_\n`
}

interface Place {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly notes: Notes
}

type Labels = Pick<Comment, 'labels' | 'known'>

function onGitHub(env: Environment): Place | undefined {
  const [github, number] = [githubOf(env), eventOf(env)?.pull_request?.number]
  if (!github || number === undefined) return undefined
  const url = `${github.url}/issues/${number}`
  const one = (id: number) => `${github.url}/issues/comments/${id}`
  const { headers } = github
  const self = () => viewer(env, headers)
  return { url, headers, notes: { all: `${url}/comments`, one, headers, change: 'PATCH', self } }
}

/** The token of a job may not ask for `/user`. */
async function viewer(env: Environment, headers: Place['headers']): Promise<string> {
  const url = env.GITHUB_GRAPHQL_URL ?? `${env.GITHUB_API_URL}/graphql`
  const answer = await ask({ method: 'POST', url, headers, body: { query: '{viewer{login}}' } })
  const { data } = answer as { readonly data?: { readonly viewer?: { readonly login?: string } } } // as GitHub describes it
  return data?.viewer?.login ?? 'github-actions[bot]'
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
  const [gitlab, notes] = [gitlabOf(env), notesOnGitLab(env)]
  if (!gitlab || !notes) return undefined
  const url = `${gitlab.url}/merge_requests/${env.CI_MERGE_REQUEST_IID}`
  return { url, headers: gitlab.headers, notes }
}

async function labelOnGitLab({ url, headers }: Place, { labels, known }: Labels): Promise<void> {
  const others = known.filter(one => !labels.includes(one))
  const body = { add_labels: labels.join(','), remove_labels: others.join(',') }
  await ask({ method: 'PUT', url, headers, body })
}
