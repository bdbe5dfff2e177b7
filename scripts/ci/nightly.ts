import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { fenced } from '../../charts/plan/print/markdown.ts'
import { isError } from '../../src/diagnostics/diagnostic.ts'
import { drawAll } from '../../src/reporters/terminal.ts'
import type { Settings } from '../cli/settings.ts'
import { generate } from '../output/write-output.ts'
import { home } from '../system/home.ts'
import { commitOn } from './fix.ts'

/** What a nightly job came to. */
interface Night {
  /** Whether files have changed, which are then committed on a branch. */
  readonly hasChanged: boolean
  /** Whether the command ended well, and what it wrote can be generated from. */
  readonly isGood: boolean
  /** What was said, in Markdown. */
  readonly text: string
}

/** Runs a command of Tenantry, generates from what it wrote, and commits that on a branch of its own. */
export async function work(
  given: Settings,
  args: readonly string[],
  branch: string
): Promise<Night> {
  const { status, said } = started(args)
  const { diagnostics } = await generate(given, { key: undefined })
  const failed = diagnostics.some(isError)
  const drawn = failed ? drawAll(diagnostics, { color: false, width: 100 }) : ''
  process.stderr.write(drawn)
  const hasChanged = !failed && commitOn(branch, given.root)
  const ending = status === 0 ? '' : `, and ended with ${status}`
  const about = args.length > 0 ? `\`npx tenantry ${args.join(' ')}\` said this${ending}:\n\n` : ''
  const text = `${about}${fenced(short(`${said}${drawn}`), 'text')}`
  return { hasChanged, isGood: status === 0 && !failed, text }
}

function started(args: readonly string[]) {
  if (args.length === 0) return { status: 0, said: '' }
  const program = fileURLToPath(new URL('scripts/run.mjs', home))
  const options = { encoding: 'utf8', maxBuffer: Infinity } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], options)
  const said = `${stdout}${stderr}`
  process.stderr.write(said)
  return { status, said }
}

/** A forge takes texts of up to 65,536 characters. */
const longest = 60_000

function short(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}\n... more in the log of the job`
}
