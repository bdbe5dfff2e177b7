import type { Source } from '../../src/diagnostics/source.ts'

/** A repository at a hosting service, as far as a page can lead there. */
export interface Repository {
  readonly host: 'GitHub' | 'GitLab'
  /** Without `/` at its end. */
  readonly url: string
  readonly branch: string
}

/** Servers refuse longer addresses. */
const longest = 8000

/** The repository that the engines read, if it is one whose pages are known. */
export function repositoryOf(
  address: string,
  branch: string,
  forge: 'github' | 'gitlab'
): Repository | null {
  const [, host, path] =
    /^(?:https:\/\/|ssh:\/\/|git@)(?:[^@/]+@)?([^/:]+)(?::\d+\/|[:/])(.+?)(?:\.git)?\/?$/.exec(
      address
    ) ?? []
  if (host === undefined || path === undefined) return null
  // A service of AWS has no page for a new file.
  if (/\.amazonaws\.com$/.test(host)) return null
  return { host: forge === 'gitlab' ? 'GitLab' : 'GitHub', url: `https://${host}/${path}`, branch }
}

/** The address of the page for a new file with this text; null where it would be too long. */
export function newFilePage({ host, url, branch }: Repository, file: Source): string | null {
  const names = host === 'GitHub' ? ['new', 'filename', 'value'] : ['-/new', 'file_name', 'content']
  const [page, name, text] = names
  const place = branch.split('/').map(encodeURIComponent).join('/')
  const query = `${name}=${encodeURIComponent(file.path)}&${text}=${encodeURIComponent(file.text)}`
  const address = `${url}/${page}/${place}?${query}`
  return address.length > longest ? null : address
}
