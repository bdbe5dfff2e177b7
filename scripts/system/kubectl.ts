import { spawnSync } from 'node:child_process'
import type { Source } from '../../src/diagnostics/source.ts'
import { Refusal } from './refusal.ts'
import { search } from './tool.ts'

/** What a cluster says of its namespaces. kubectl only reads: `get` changes nothing. */
export function readCluster(context: string, kinds: readonly string[]): Source {
  if (!search('kubectl', process.env)) throw new Refusal('found no kubectl on the PATH')
  const { status, stdout, stderr } = ask(context, ['get', kinds.join(','), '--all-namespaces'])
  if (status === 0) return { path: `kubectl --context ${context}`, text: stdout }
  throw new Refusal(`kubectl failed: ${lastLine(stderr)}`)
}

/** Runs kubectl of the PATH; without one there is no `stderr`. */
export function ask(context: string | undefined, args: readonly string[]) {
  const which = context === undefined ? [] : ['--context', context]
  const options = { encoding: 'utf8', maxBuffer: Infinity } as const
  const output = args.includes('--raw') ? [] : ['--output', 'json']
  return spawnSync('kubectl', [...which, ...args, ...output], options)
}

/** Where programs say what went wrong. */
export function lastLine(stderr: string | null): string | undefined {
  return stderr?.trim().split('\n').at(-1)
}
