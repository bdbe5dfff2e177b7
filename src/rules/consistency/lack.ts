import type { Path } from '../../yaml/parse.ts'

/** What a cluster's file does not say though another of its settings needs it. */
export interface Lack {
  readonly field: string
  readonly because: string
  /** Of what needs it. */
  readonly path: Path
  readonly help: string
}

/** Of the place where secrets are. */
export function lackOfStore(because: string, ...path: Path): Lack {
  const help = 'write where secrets are: below which prefix, in which service of AWS'
  return { field: 'secrets.externalSecrets', because, path, help }
}
