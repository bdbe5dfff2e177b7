import fc from 'fast-check'
import { expect, test } from 'vitest'
import { covers, parseS3Url } from '../src/aws/s3.ts'
import type { Result } from '../src/compile.ts'
import { severity } from '../src/diagnostics/diagnostic.ts'
import { reach } from '../src/rules/support/reached-places.ts'
import { compileTexts } from './support/compile-texts.ts'
import { uncovered } from './support/covered.ts'
import {
  names,
  patterns,
  places,
  textsOf,
  type World,
  worlds
} from './support/random/random-world.ts'
import { reachable } from './support/reachable.ts'
import { lasting, parsing } from './support/runs.ts'

test('the model never grants more than the policy, whatever is in tenants/', () => {
  fc.assert(
    fc.property(worlds, world => {
      const { left, result } = sound(world)
      if (result.model) expect(uncovered(left, result.model)).toEqual([])
    }),
    // Each world takes some hundredths of a second.
    lasting(150)
  )
})

test('a place is granted exactly if a pattern grants it to no other name', () => {
  const few = <T>(of: readonly T[]) => fc.subarray([...of], { minLength: 1, maxLength: 4 })
  const place = fc.constantFrom(...places)
  fc.assert(
    fc.property(few(names), fc.tuple(few(patterns), few(patterns)), place, (all, rules, place) => {
      const [granted] = rules
      const known = rules.flat()
      for (const name of all) {
        const fair = reachable({ name, names: new Set(all), granted, known }, place)
        expect(isGranted({ name, all, granted, known }, place), name).toBe(fair)
      }
    }),
    { numRuns: Math.max(parsing.numRuns, 3000) }
  )
})

test('no two tenants get overlapping places by their names', () => {
  const byName = patterns.filter(pattern => /^[^*]*\{tenant\}/.test(pattern))
  const few = fc.subarray(byName, { minLength: 1 })
  fc.assert(
    fc.property(fc.subarray(names), few, fc.constantFrom(...places), (all, granted, place) => {
      const known = granted
      const below = places.filter(other => `${other}/`.startsWith(`${place}/`))
      const lucky = all.filter(name =>
        below.some(other => isGranted({ name, all, granted, known }, other))
      )
      const isWhole = all.some(name => isGranted({ name, all, granted, known }, place))
      if (isWhole) expect(lucky.length).toBe(1)
    }),
    { numRuns: Math.max(parsing.numRuns, 3000) }
  )
})

interface Ask {
  readonly name: string
  readonly all: readonly string[]
  readonly granted: readonly string[]
  readonly known: readonly string[]
}

function isGranted({ name, all, granted, known }: Ask, text: string): boolean {
  const place = parseS3Url(text)
  const fits = (pattern: string) => place !== undefined && covers(pattern, place)
  return reach(known, new Set(all))(granted, { tenant: name, text, fits }) === 'granted'
}

/** Removes tenants with errors until the rest compiles. */
function sound(world: World): { left: World; result: Result } {
  const result = compileTexts(textsOf(world))
  const errors = result.diagnostics.filter(({ code }) => severity(code) === 'error')
  const wrong = new Set(errors.map(({ at }) => at.source.path))
  const tenants = Object.entries(world.tenants).filter(
    ([path]) => !wrong.has(`tenants/${path}.yaml`)
  )
  if (tenants.length === Object.keys(world.tenants).length) return { left: world, result }
  return sound({ ...world, tenants: Object.fromEntries(tenants) })
}
