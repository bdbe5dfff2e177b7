import type { Report } from '../../src/diagnostics/diagnostic.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { dumped } from '../../src/imports/dump/read-dump.ts'
import { readInputs } from '../system/input.ts'
import { readCluster } from '../system/kubectl.ts'
import { UsageError } from '../system/usage-error.ts'

interface Dumps {
  /** The context with which kubectl asks the cluster. */
  readonly context: string | undefined
  readonly paths: readonly string[]
  /** Whether what runs matters too. */
  readonly withPods?: boolean
}

/** The dumps in files, or what kubectl prints of a cluster. */
export function readDumps({ context, paths, withPods }: Dumps, report: Report): readonly Source[] {
  if (context !== undefined && paths.length > 0) {
    throw new UsageError('pass files, or `--context` for kubectl to ask a cluster, and not both')
  }
  if (context !== undefined)
    return [readCluster(context, [...dumped, ...(withPods ? ['pods'] : [])])]
  if (paths.length > 0) return readInputs(paths, report)
  const help = 'pass its files, or `--context` for kubectl to ask a cluster'
  throw new UsageError(`a dump is missing: ${help}`)
}
