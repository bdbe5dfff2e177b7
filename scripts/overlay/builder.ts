import { execFileSync, spawnSync } from 'node:child_process'
import { Refusal } from '../system/refusal.ts'
import { findTool } from '../system/tool.ts'

/** A program that builds a folder with a `kustomization.yaml`. */
interface Builder {
  /** The program and its version, such as `kustomize v5.8.2, of tools/go.mod`. */
  readonly about: string
  readonly build: (folder: string) => Output
}

export interface Output {
  readonly text: string
  /** What it warned about without failing. */
  readonly warnings: readonly string[]
}

/** Finds kustomize and kubectl, of which at least one must be installed. */
export function findBuilders(): Builder[] {
  const found = [kubectl(), kustomize()].flatMap(builder => builder ?? [])
  if (found.length > 0) return found
  throw new Refusal('found neither kustomize nor kubectl, nor Go, which could build kustomize')
}

function kustomize(): Builder | undefined {
  try {
    const { path, about } = findTool('kustomize')
    return { about, build: folder => run(path, ['build', folder]) }
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function kubectl(): Builder | undefined {
  const path = process.env.KUBECTL ?? 'kubectl'
  try {
    const said = execFileSync(path, ['version', '--client'], { encoding: 'utf8', stdio: 'pipe' })
    const version = /^Kustomize Version: (\S+)$/m.exec(said)?.[1]
    return {
      about: `kustomize ${version}, from kubectl`,
      build: folder => run(path, ['kustomize', folder])
    }
  } catch {
    return undefined
  }
}

function run(program: string, args: readonly string[]): Output {
  const options = { encoding: 'utf8', maxBuffer: 2 ** 30 } as const
  const { status, stdout, stderr } = spawnSync(program, args, options)
  const said = stderr.trim() === '' ? [] : stderr.trim().split('\n')
  if (status === 0) return { text: stdout, warnings: said.map(steady) }
  throw new Refusal(said.at(-1) ?? `${program} ${args.join(' ')} failed`)
}

/**
 * Removes the timestamp or source location that some warnings start with, and a list at the end that
 * varies.
 */
function steady(line: string): string {
  const words = line.replace(/^(\d{4}\/\d{2}\/\d{2} [\d:]+|[IWE]\d{4} .*?\.go:\d+\]) /, '')
  // The names come in random order, and overlays that remove a user of a variable add more of Kubeflow's own.
  return words.replace(/(?<=vars that were never replaced): .*/, '')
}
