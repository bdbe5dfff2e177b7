import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { call, example, git, startGenerated, write } from '../support/command.ts'
import { type Differences, differences, objectsIn } from './objects.ts'

/** The outcome of a change. */
export interface Step {
  /** The output of `generate`; if it refuses, nothing else happens. */
  readonly generated: Said
  /** The output of `check --base`. */
  readonly checked: Said
  /** The files that `generate` wrote or removed. */
  readonly files: readonly string[]
  /** The objects that were added, changed or removed, such as `production Profile fraud`. */
  readonly objects: Differences
}

interface Said {
  readonly status: number
  readonly text: string
  /** The distinct codes in it. */
  readonly codes: readonly string[]
}

export interface Repository {
  readonly root: string
  readonly read: (path: string) => string
  /** Replaces a text in a source file. */
  readonly edit: (path: string, from: string | RegExp, to: string) => void
  readonly write: (path: string, text: string) => void
  readonly remove: (path: string) => void
  /** Generates from the edited sources, commits everything, and checks the commit. */
  readonly commit: (...flags: readonly string[]) => Promise<Step>
  /** Runs a command that edits source files. */
  readonly run: (name: string, ...args: readonly string[]) => Promise<void>
}

/** Makes a repository with the example, generated and committed. */
export async function pristine(): Promise<string> {
  const root = example()
  await startGenerated(root)
  return root
}

export function open(root: string): Repository {
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  return {
    root,
    read,
    edit: (path, from, to) => {
      const text = read(path).replace(from, to)
      if (text === read(path)) throw new Error(`nothing changes in ${path}`)
      write(root, path, text)
    },
    write: (path, text) => write(root, path, text),
    remove: path => rmSync(join(root, path)),
    commit: (...flags) => commit(root, flags),
    run: async (name, ...args) => {
      const { status, stderr } = await call([name, ...args, '--root', root])
      if (status !== 0) throw new Error(stderr)
    }
  }
}

async function commit(root: string, flags: readonly string[]): Promise<Step> {
  const before = objectsIn(root)
  const generated = said(await call(['generate', '--root', root, ...flags]))
  const files = changedIn(root)
  const objects = differences(before, objectsIn(root))
  git(root, 'commit', '--quiet', '--no-verify', '--allow-empty', '--message', 'A step')
  const checked = said(await call(['check', '--root', root, '--base', 'HEAD~1', ...flags]))
  if (!existsSync(join(root, 'generated'))) throw new Error('nothing is generated')
  return { generated, checked, files, objects }
}

function changedIn(root: string): string[] {
  git(root, 'add', '--all')
  const names = git(root, 'diff', '--cached', '--name-only', '--no-renames').trim().split('\n')
  return names.filter(name => !/^(tenants|platform)?(\/|$)/.test(name)).sort()
}

function said({ status, stderr }: { readonly status: number; readonly stderr: string }): Said {
  const codes = [...stderr.matchAll(/^(?:error|warning)\[([a-z-]+)\]/gm)].map(
    ([, code = '']) => code
  )
  // The terminal reporter wraps lines.
  return { status, text: stderr.replace(/\s+/g, ' '), codes: [...new Set(codes)].sort() }
}
