import { didYouMean } from '../../src/text/suggest.ts'
import { parseDate } from '../../src/values/date.ts'
import { UsageError } from '../system/usage-error.ts'
import { type Call, type Flag, flagOf } from './flags.ts'

export type Format = 'human' | 'github' | 'gitlab' | 'json'

/** Whether all that goes to standard output is one JSON document. */
export function isDocument(format: Format): boolean {
  return format === 'json' || format === 'gitlab'
}

/** The flags that all commands share. */
export interface Settings {
  readonly root: string
  /** Empty for all clusters. */
  readonly clusters: readonly string[]
  readonly today: string
  readonly format: Format
}

export const settings = {
  root: {
    value: '<folder>',
    about: 'the folder with tenants/ and platform/; by default the current one'
  },
  cluster: { value: '<name>', repeatable: true, about: 'only this cluster; may be repeated' },
  today: {
    value: '<YYYY-MM-DD>',
    about: 'the date to take as today; by default the current one in UTC'
  },
  format: { value: '<format>', about: 'human (the default), github, gitlab or json' }
} as const satisfies Record<string, Flag>

const formats: readonly Format[] = ['human', 'github', 'gitlab', 'json']

export function readSettings(call: Call): Settings {
  return {
    root: flagOf(call, 'root') ?? '.',
    clusters: call.flags.get('cluster') ?? [],
    today: readDay(flagOf(call, 'today') ?? new Date().toISOString().slice(0, 10)),
    format: readFormat(flagOf(call, 'format') ?? 'human')
  }
}

function readDay(text: string): string {
  const day = parseDate(text)
  if (day) return day
  throw new UsageError(`\`${text}\` is not a calendar date such as \`2027-03-31\``)
}

function readFormat(text: string): Format {
  const format = formats.find(known => known === text)
  if (format) return format
  throw new UsageError(`there is no format \`${text}\`; ${didYouMean(text, formats)}`)
}
