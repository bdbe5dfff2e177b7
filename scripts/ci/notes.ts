import type { Environment } from './base.ts'
import { ask, gitlabOf } from './forge.ts'

/** A summary begins with it. */
const mark = '<!-- tenantry -->'

/** Writes the summary on a merge request of GitLab, in place of the one before. */
export async function noteSummary(env: Environment, text: string): Promise<void> {
  const notes = notesOnGitLab(env)
  if (notes) await keepNote(notes, mark, text)
}

/** The notes on a change. */
export interface Notes {
  readonly all: string
  readonly one: (id: number) => string
  readonly headers: Readonly<Record<string, string>>
  readonly change: 'PUT' | 'PATCH'
  /** The account that writes here. */
  readonly self: () => Promise<string>
}

interface Note {
  readonly id: number
  readonly body?: string
  readonly author?: { readonly username?: string }
  readonly user?: { readonly login?: string }
}

/**
 * Writes a note that begins with a mark, in place of the one before. A note of somebody else may begin in
 * the same way, and whoever wrote it could change what it says later on.
 */
export async function keepNote(notes: Notes, mark: string, text: string): Promise<void> {
  const { all, one, headers, change } = notes
  const marked = (await notesIn(notes)).filter(({ body }) => body?.startsWith(mark))
  const self = marked.length === 0 ? '' : await notes.self()
  const own = marked.find(({ author, user }) => (author?.username ?? user?.login) === self)
  const body = { body: `${mark}\n${text}` }
  if (own) await ask({ method: change, url: one(own.id), headers, body })
  else await ask({ method: 'POST', url: all, headers, body })
}

/** A forge gives so many at once. */
const page = 100

async function notesIn(notes: Notes, number = 1): Promise<readonly Note[]> {
  const { all, headers } = notes
  const url = `${all}?per_page=${page}&page=${number}`
  const answer = await ask({ method: 'GET', url, headers })
  const there = Array.isArray(answer) ? (answer as readonly Note[]) : [] // as the forges describe it
  return there.length < page ? there : [...there, ...(await notesIn(notes, number + 1))]
}

export function notesOnGitLab(env: Environment): Notes | undefined {
  const gitlab = gitlabOf(env)
  if (!gitlab || !env.CI_MERGE_REQUEST_IID) return undefined
  const { headers } = gitlab
  const all = `${gitlab.url}/merge_requests/${env.CI_MERGE_REQUEST_IID}/notes`
  const self = async () => {
    const user = await ask({ method: 'GET', url: `${env.CI_API_V4_URL}/user`, headers })
    return (user as { readonly username: string }).username // as GitLab describes it
  }
  return { all, one: id => `${all}/${id}`, headers, change: 'PUT', self }
}
