import { Refusal } from '../system/refusal.ts'
import { UsageError } from '../system/usage-error.ts'
import { type Call, type Command, readFlags } from './flags.ts'
import { terminal } from './stream.ts'

/**
 * Runs a command. The command itself reports mistakes in files and exits with 1. Wrong usage, refusals and
 * errors of the operating system are reported here in one line, with exit code 2. Anything else is a bug in
 * Tenantry and keeps its stack trace.
 */
export async function command(
  spec: Command,
  run: (call: Call) => void | Promise<void>
): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', leave)
  const args = process.argv.slice(2)
  try {
    if (args.some(arg => ['--help', '-h'].includes(arg)))
      process.stdout.write(await usageOf(spec, process.stdout))
    else await run(readFlags(spec, args))
  } catch (error) {
    const sentence = sentenceOf(error)
    if (sentence === undefined) throw error
    const help = error instanceof UsageError ? await usageOf(spec, process.stderr) : ''
    process.stderr.write(`error: ${sentence}\n${help}`)
    process.exitCode = 2
  }
}

/** Loaded only when it is asked for, because it draws text. */
async function usageOf(spec: Command, stream: NodeJS.WriteStream): Promise<string> {
  const { usage } = await import('./usage.ts')
  return usage(spec, terminal(stream, process.env).width)
}

function sentenceOf(error: unknown): string | undefined {
  if (error instanceof Refusal) return error.message
  // The operating system refused: no such folder, no permission, no space left.
  if (error instanceof Error && 'syscall' in error) return error.message
  return undefined
}

/** `head` closes the pipe once it has enough lines, which is no error. */
function leave(error: Error & { readonly code?: string }): void {
  if (error.code !== 'EPIPE') throw error
}
