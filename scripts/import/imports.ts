import type { Call } from '../cli/flags.ts'
import { UsageError } from '../system/usage-error.ts'

/** One thing that can be imported. */
export interface Import {
  /** The flags that it takes, besides `--root`. */
  readonly flags: readonly string[]
  readonly run: (call: Call, paths: readonly string[]) => void | Promise<void>
}

/** Refuses flags that only another import has. */
export function checkFlags(what: string, { flags }: Import, call: Call): void {
  for (const flag of call.flags.keys()) {
    if (flag === 'root' || flags.includes(flag)) continue
    throw new UsageError(`\`import ${what}\` does not take \`--${flag}\``)
  }
}

/** The files, of which there must be at least one. */
export function filesOf(what: string, paths: readonly string[]): readonly string[] {
  if (paths.length > 0) return paths
  throw new UsageError(`\`import ${what}\` needs <file>`)
}
