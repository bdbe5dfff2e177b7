import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile, type Result } from '../src/compile.ts'
import { type Files, readTree } from '../src/files/disk.ts'
import { acme } from './support/acme.ts'
import { filesOf } from './support/compile-texts.ts'
import { textsOf, worlds } from './support/random/random-world.ts'
import { lasting } from './support/runs.ts'
import { sealed } from './support/without-environment.ts'

// Each repository takes some hundredths of a second.
const context = { today: '2026-06-15', touched: new Set<string>() }
const platform = readTree(import.meta.dirname, ['platform'])
const cases = join(import.meta.dirname, 'cases')
const folders = readdirSync(cases).map(name => join(cases, name))

// All golden mistakes, and random repositories of which some are valid.
const repositories = fc.oneof(
  fc
    .constantFrom(...folders)
    .map(folder => new Map([...platform, ...readTree(folder, ['platform', 'tenants'])])),
  worlds.map(world => filesOf(textsOf(world)))
)

test('the order of files changes nothing', () => {
  const shuffled = repositories.chain(files => {
    const all = [...files]
    return fc.tuple(fc.constant(files), fc.shuffledSubarray(all, { minLength: all.length }))
  })
  fc.assert(
    fc.property(shuffled, ([files, others]) => {
      expect(told(compile(new Map(others), context))).toEqual(told(compile(files, context)))
    }),
    lasting(50)
  )
})

test('a second run gives the same result', () => {
  const files = readTree(acme)
  const first = told(compile(files, context))
  fc.assert(
    fc.property(repositories, other => {
      compile(other, context)
    }),
    { numRuns: 10 }
  )
  expect(told(compile(files, context))).toEqual(first)
  expect(first.length).toBeGreaterThan(10_000)
})

test('compiling uses neither clock, randomness, locale nor environment', () => {
  fc.assert(
    fc.property(repositories, (files: Files) => {
      expect(told(sealed(() => compile(files, context)))).toEqual(told(compile(files, context)))
    }),
    lasting(50)
  )
  expect(() => sealed(() => process.env.LANG)).toThrow('not the same everywhere')
  expect(() => sealed(() => Date.now())).toThrow('not the same everywhere')
  expect(() => sealed(() => 'a'.localeCompare('b'))).toThrow('not the same everywhere')
  expect('i'.toLocaleUpperCase('tr')).toBe('\u0130')
})

test('a machine in another locale and time zone gives the same result', () => {
  const strange = { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Tokyo', COLUMNS: '20' }
  const args = [
    'scripts/run.mjs',
    'validate',
    '--format',
    'json',
    '--today',
    '2030-01-01',
    '--root',
    acme
  ]
  const run = (env: Record<string, string>) =>
    execFileSync(process.execPath, args, { env: { ...process.env, ...env }, encoding: 'utf8' })
  const plain = { LANG: 'C', LC_ALL: 'C', TZ: 'UTC' }
  expect(run(strange)).toBe(run(plain))
  expect(run(plain)).toContain('expired-grant')
})

/** Turns a result into comparable text: files by path, functions omitted. */
function told({ model, diagnostics }: Result): string {
  return JSON.stringify({ model, diagnostics }, (key, value: unknown) => {
    if (key === 'source' || key === 'file') return pathOf(value)
    if (value instanceof Map || value instanceof Set) return [...value]
    return typeof value === 'bigint' ? `${value}` : value
  })
}

function pathOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'path' in value ? value.path : value
}
