import type { Source } from '../../../src/diagnostics/source.ts'
import { newFilePage, type Repository } from '../../request/new-file-page.ts'
import { type Draft, pathOf } from '../../request/request-draft.ts'
import { byId } from '../page.ts'

/** Leads to the page for a new file, once there is one that may be sent. */
export function showLink(file: Source | null, repository: Repository | null = null): void {
  const link = document.getElementById('send')
  if (!(link instanceof HTMLAnchorElement)) return
  const address = file && repository ? newFilePage(repository, file) : null
  if (address === null) link.removeAttribute('href')
  else link.href = address
  link.setAttribute('aria-disabled', String(address === null))
  tell(file && address === null ? tooLong(file) : '')
}

function tooLong({ path }: Source): string {
  return `The text is too long for a link. Copy it, and put it into a new file ${path} in the repository.`
}

/** The buttons that take the file elsewhere. */
export function wireButtons(repository: Repository | null, draft: () => Draft): void {
  byId('download', HTMLButtonElement).addEventListener('click', () => download(draft()))
  byId('copy', HTMLButtonElement).addEventListener('click', () => copy(draft().text, 'Copied.'))
  if (repository?.host !== 'GitLab') return
  // Some versions of GitLab fill in the name of the file alone.
  const said = 'The text was copied too: if the page of GitLab shows an empty file, paste it there.'
  byId('send', HTMLAnchorElement).addEventListener('click', () => copy(draft().text, said))
}

function download(draft: Draft): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([draft.text], { type: 'application/yaml' }))
  link.download = pathOf(draft).split('/').at(-1) ?? ''
  link.click()
  URL.revokeObjectURL(link.href)
  tell(`Downloaded. Its place in the repository is ${pathOf(draft)}.`)
}

/** A browser that refuses leaves the text selected. */
async function copy(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    tell(said)
  } catch {
    byId('text', HTMLTextAreaElement).select()
    tell('The text is selected: copy it from there.')
  }
}

function tell(text: string): void {
  byId('said', HTMLElement).textContent = text
}
