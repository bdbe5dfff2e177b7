import { didYouMean } from '../../src/suggest.ts'
import type { Call, Flag } from './flags.ts'
import { UsageError } from './usage.ts'

export type Format = 'human' | 'github' | 'json'

/** How a command looks at the files of the tenants. */
export interface Settings {
  readonly root: string
  readonly clusters: readonly string[] | undefined
  readonly today: string
  readonly format: Format
}

export const settings = {
  root: { value: '<folder>', about: 'where tenants/ and platform/ lie; else where you are' },
  cluster: { value: '<name>', repeatable: true, about: 'only this cluster; again for another' },
  today: { value: '<YYYY-MM-DD>', about: 'the day that counts as today; else today, in UTC' },
  format: { value: '<format>', about: 'human, or github or json for machines' }
} as const satisfies Record<string, Flag>

const formats: readonly Format[] = ['human', 'github', 'json']

export function readSettings({ flags }: Call): Settings {
  return {
    root: flags.get('root')?.[0] ?? '.',
    clusters: flags.get('cluster'),
    today: readDay(flags.get('today')?.[0] ?? new Date().toISOString().slice(0, 10)),
    format: readFormat(flags.get('format')?.[0] ?? 'human')
  }
}

function readDay(text: string): string {
  const date = new Date(`${text}T00:00:00Z`)
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime())
  if (valid && date.toISOString().startsWith(text)) return text
  throw new UsageError(`\`${text}\` is no day of the calendar, written \`2027-03-31\``)
}

function readFormat(text: string): Format {
  const format = formats.find(known => known === text)
  if (format) return format
  throw new UsageError(
    `unknown format \`${text}\`; ${didYouMean(text, formats) ?? formats.join(', ')}`
  )
}
