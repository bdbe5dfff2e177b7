/** A remote base, as kustomize fetches it. */
export interface Reference {
  /** An address that git understands. */
  readonly repository: string
  /** The folder inside the repository. */
  readonly path: string
  /** A commit or a tag. */
  readonly ref: string
}

/** A reference to GitHub in a kustomization's list; kustomize allows `//` before the folder. */
const github =
  /https:\/\/github\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/{1,2}([\w./-]+)\?ref=([\w.-]+)/g

export function references(text: string): Reference[] {
  return [...text.matchAll(github)].map(match => reference(match))
}

/** Replaces each reference in the text. */
export function repoint(text: string, to: (reference: Reference) => string): string {
  return text.replace(github, (...match) => to(reference(match)))
}

function reference([, name, path, ref]: readonly unknown[]): Reference {
  return { repository: `https://github.com/${name}`, path: String(path), ref: String(ref) }
}

export function nameOf({ repository }: Reference): string {
  return repository.slice(repository.lastIndexOf('/') + 1)
}
