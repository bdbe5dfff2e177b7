import { UsageError } from '../system/usage-error.ts'
import { type Call, type Command, readFlags } from './flags.ts'

/**
 * Runs a command. Mistakes in files are told by the command itself, and exit with 1; those of the
 * person at the keyboard, and what the machine refuses, are told here in one line, and exit with 2.
 * Anything else is a bug of Tenantry and keeps its stack.
 */
export async function command(
  spec: Command,
  run: (call: Call) => void | Promise<void>
): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', leave)
  const args = process.argv.slice(2)
  try {
    if (args.some(arg => ['--help', '-h'].includes(arg))) process.stdout.write(usage(spec))
    else await run(readFlags(spec, args))
  } catch (error) {
    const sentence = sentenceOf(error)
    if (sentence === undefined) throw error
    const help = error instanceof UsageError ? usage(spec) : ''
    process.stderr.write(`error: ${sentence}\n${help}`)
    process.exitCode = 2
  }
}

function sentenceOf(error: unknown): string | undefined {
  if (error instanceof UsageError) return error.message
  // The operating system says no: no such folder, no permission, no space.
  if (error instanceof Error && 'syscall' in error) return error.message
  return undefined
}

/** Who reads through `head` has read enough. */
function leave(error: Error & { readonly code?: string }): void {
  if (error.code !== 'EPIPE') throw error
}

function usage({ name, about, operands = [], flags = {} }: Command): string {
  const rows = Object.entries(flags).map(([flag, { value, about }]) => {
    return [`--${flag}${value ? ` ${value}` : ''}`, about] as const
  })
  const width = Math.max(...rows.map(([left]) => left.length), 0)
  const lines = rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`)
  const call = [
    `npm run ${name}`,
    ...(rows.length + operands.length > 0 ? ['--'] : []),
    ...operands
  ]
  return `usage: ${call.join(' ')}${rows.length > 0 ? ' [flags]' : ''}\n${about}\n${lines.join('')}`
}
