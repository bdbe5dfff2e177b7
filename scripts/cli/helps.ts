import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { home } from '../system/home.ts'

const start = promisify(execFile)

/** The `--help` of every command, in the order of package.json. */
export async function helps(): Promise<ReadonlyMap<string, string>> {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', home), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>
  }
  const names = Object.values(scripts).flatMap(line => /run\.mjs (\S+)/.exec(line)?.[1] ?? [])
  const launcher = fileURLToPath(new URL('scripts/run.mjs', home))
  const ask = async (name: string) => {
    const { stdout } = await start(process.execPath, [launcher, name, '--help'])
    return [name, stdout] as const
  }
  const [first = '', ...others] = names
  // The first call builds the bundle that the parallel ones then share.
  return new Map([await ask(first), ...(await Promise.all(others.map(ask)))])
}
