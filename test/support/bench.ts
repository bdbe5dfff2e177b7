import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect } from 'vitest'
import type { Row } from '../../scripts/bench/row.ts'
import { type Outcome, run } from './command.ts'

interface Report {
  readonly rows: readonly (Row & { readonly verdict: string })[]
  readonly notes: readonly string[]
  readonly faults: readonly string[]
}

export interface Bench {
  readonly place: string
  readonly scratch: string
  /** Runs the bench with few tenants, and asserts that it cleans up. */
  readonly bench: (
    works: readonly string[],
    env?: Readonly<Record<string, string>>
  ) => Promise<Outcome & Report>
}

export function bencher(): Bench {
  const place = mkdtempSync(join(tmpdir(), 'tenantry bench '))
  const scratch = join(place, 'tmp')
  afterAll(() => rmSync(place, { recursive: true }))
  beforeEach(() => mkdirSync(scratch, { recursive: true }))
  return {
    place,
    scratch,
    bench: async (works, env = {}) => {
      // Another run of the tests may write a report at the same time.
      const file = join(place, 'report.json')
      const args = ['bench', '--quick', '--report', file, ...works]
      const outcome = await run(args, { ...env, TMPDIR: scratch })
      expect(readdirSync(scratch)).toEqual([])
      const report: Report = JSON.parse(readFileSync(file, 'utf8'))
      return { ...outcome, ...report }
    }
  }
}
