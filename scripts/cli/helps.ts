import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { development, groups } from '../system/commands.mjs'
import { home } from '../system/home.ts'

const start = promisify(execFile)

/** The `--help` of every command, in the order of `tenantry --help`. */
export async function helps(): Promise<ReadonlyMap<string, string>> {
  const names = [...Object.values(groups), development].flatMap(Object.keys)
  const launcher = fileURLToPath(new URL('scripts/run.mjs', home))
  const ask = async (name: string) => {
    const { stdout } = await start(process.execPath, [launcher, name, '--help'])
    return [name, stdout] as const
  }
  const [first = '', ...others] = names
  // The first call builds the bundle that the parallel ones then share.
  return new Map([await ask(first), ...(await Promise.all(others.map(ask)))])
}
