import { parseArgs } from 'node:util'
import { didYouMean } from '../../src/text/suggest.ts'
import { UsageError } from '../system/usage-error.ts'

export interface Flag {
  /** The placeholder shown in the usage; a flag without one takes no value. */
  readonly value?: string
  readonly repeatable?: boolean
  readonly about: string
}

export interface Command {
  readonly name: string
  readonly about: string
  /** In the notation of the usage: `<person>` is required, `[code]` is optional, `[file...]` may repeat. */
  readonly operands?: readonly string[]
  readonly flags?: Readonly<Record<string, Flag>>
}

/** The parsed arguments. A flag that takes no value has an empty one. */
export interface Call {
  readonly operands: readonly string[]
  readonly flags: ReadonlyMap<string, readonly string[]>
}

/** The value of a flag that may be given only once. */
export function flagOf({ flags }: Call, name: string): string | undefined {
  return flags.get(name)?.[0]
}

type Token = Extract<
  NonNullable<ReturnType<typeof parseArgs>['tokens']>[number],
  { kind: 'option' }
>

/** Rejects unknown flags, missing operands, and a flag given twice that counts only once. */
export function readFlags(command: Command, args: readonly string[]): Call {
  const operands: string[] = []
  const flags = new Map<string, string[]>()
  for (const token of tokens(command, args)) {
    if (token.kind === 'positional') operands.push(token.value)
    if (token.kind !== 'option') continue
    const before = flags.get(token.name) ?? []
    flags.set(token.name, [...before, readFlag(command, token, before)])
  }
  checkOperands(command, operands)
  return { operands, flags }
}

function tokens(command: Command, args: readonly string[]) {
  const options = Object.entries(command.flags ?? {}).map(([name, { value }]) => {
    return [name, { type: value ? ('string' as const) : ('boolean' as const) }] as const
  })
  // Strict mode would report mistakes in several sentences and suggest no similar flag.
  const settings = { options: Object.fromEntries(options), strict: false, tokens: true } as const
  return parseArgs({ ...settings, args: [...args] }).tokens
}

function readFlag(command: Command, token: Token, before: readonly string[]): string {
  const { name, rawName, value } = token
  const known = Object.keys(command.flags ?? {})
  const flag = known.includes(name) ? command.flags?.[name] : undefined
  if (!flag) {
    const help = didYouMean(
      rawName,
      [...known, 'help'].map(flag => `--${flag}`)
    )
    throw new UsageError(`there is no flag \`${rawName}\`; ${help}`)
  }
  if (before.length > 0 && !flag.repeatable) throw new UsageError(`\`${rawName}\` is given twice`)
  if (!flag.value && value !== undefined) throw new UsageError(`\`${rawName}\` takes no value`)
  if (flag.value && (!value || (!token.inlineValue && value.startsWith('-')))) {
    throw new UsageError(`\`${rawName}\` needs a value: \`--${name} ${flag.value}\``)
  }
  return value ?? ''
}

function checkOperands({ name, operands: wanted = [] }: Command, given: readonly string[]): void {
  const missing = wanted[given.length]
  if (missing?.startsWith('<')) throw new UsageError(`\`${name}\` needs ${missing}`)
  const extra = given[wanted.length]
  if (extra !== undefined && !wanted.at(-1)?.endsWith('...]')) {
    throw new UsageError(
      `\`${name}\` does not take \`${extra}\`; after \`npm run\`, flags need \`--\` before them`
    )
  }
}
