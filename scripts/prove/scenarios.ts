import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { home } from '../system/home.ts'
import { everything, record, without } from './program.ts'

interface Run {
  /** The folder for all temporary files. */
  readonly folder: string
  readonly only: readonly string[]
  /** Whether scenarios that take long run as well. */
  readonly all: boolean
  /** The page that a run without failures writes. */
  readonly page?: string | undefined
  readonly signal: AbortSignal
  /** The programs that are not there, with the reason. */
  readonly lacking: Readonly<Record<string, string>>
}

const patience = 20_000

/** Runs the scenarios. An interrupt lets them stop the processes that they started. */
export async function runScenarios(run: Run): Promise<number> {
  const { folder, only, all, page, signal, lacking } = run
  const vitest = fileURLToPath(new URL('node_modules/vitest/vitest.mjs', home))
  const args = ['run', '--config', 'test/prove/vitest.config.ts', '--root', '.', ...only]
  const child = spawn(process.execPath, [vitest, ...args], {
    cwd: fileURLToPath(home),
    env: {
      ...process.env,
      TMPDIR: folder,
      [without]: JSON.stringify(lacking),
      ...(all ? { [everything]: 'yes' } : {}),
      ...(page === undefined ? {} : { [record]: page })
    },
    stdio: ['ignore', 'inherit', 'inherit']
  })
  const interrupt = () => {
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), patience).unref()
  }
  if (signal.aborted) interrupt()
  signal.addEventListener('abort', interrupt)
  const status = await new Promise<number>((resolve, reject) => {
    child.on('error', reject).on('close', code => resolve(code ?? 1))
  })
  return signal.aborted ? 130 : status
}
