/** A base in another repository, as kustomize fetches it. */
export interface Reference {
  /** As git knows it. */
  readonly repository: string
  /** The folder in it. */
  readonly path: string
  /** A commit or a tag. */
  readonly ref: string
}

/** What lists of a kustomization say of GitHub, with `//` before the folder or without. */
const github =
  /https:\/\/github\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/{1,2}([\w./-]+)\?ref=([\w.-]+)/g

export function references(text: string): Reference[] {
  return [...text.matchAll(github)].map(match => reference(match))
}

/** The same text, with something else for each reference. */
export function repoint(text: string, to: (reference: Reference) => string): string {
  return text.replace(github, (...match) => to(reference(match)))
}

function reference([, name, path, ref]: readonly unknown[]): Reference {
  return { repository: `https://github.com/${name}`, path: String(path), ref: String(ref) }
}

/** The repository's own name. */
export function nameOf({ repository }: Reference): string {
  return repository.slice(repository.lastIndexOf('/') + 1)
}
