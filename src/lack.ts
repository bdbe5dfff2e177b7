import type { Path } from './yaml.ts'

/** What a cluster's file does not say though another of its settings needs it. */
export interface Lack {
  readonly field: string
  readonly because: string
  /** Of what needs it. */
  readonly path: Path
  readonly help: string
}
