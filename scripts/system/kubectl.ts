import { execFileSync } from 'node:child_process'
import type { Source } from '../../src/diagnostics/source.ts'
import { search } from './tool.ts'
import { UsageError } from './usage-error.ts'

/** What a cluster says of its namespaces. kubectl only reads: `get` changes nothing. */
export function readCluster(context: string, kinds: readonly string[]): Source {
  const kubectl = search('kubectl', process.env)
  if (!kubectl) throw new UsageError('found no kubectl on the PATH')
  const words = [
    '--context',
    context,
    'get',
    kinds.join(','),
    '--all-namespaces',
    '--output',
    'json'
  ]
  try {
    const options = { encoding: 'utf8', maxBuffer: 2 ** 30, stdio: 'pipe' } as const
    return { path: `kubectl --context ${context}`, text: execFileSync(kubectl, words, options) }
  } catch (error) {
    const { stderr = '' } = error as { readonly stderr?: string } // thrown by execFileSync
    throw new UsageError(`kubectl failed: ${stderr.trim().split('\n').at(-1)}`)
  }
}
