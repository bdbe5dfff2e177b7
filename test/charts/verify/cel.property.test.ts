import { EvaluationError } from '@marcbachmann/cel-js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { celEnvironment, celExpression, celValue } from '../../../charts/verify/cel.ts'
import { parsing } from '../../support/runs.ts'

const failed = 'failed'
type Truth = boolean | typeof failed

const environment = celEnvironment('self')

function answer(text: string, self: unknown): unknown {
  const run = celExpression(text, environment)
  try {
    return run({ self: celValue(self) })
  } catch (error) {
    if (error instanceof EvaluationError) return failed
    throw error
  }
}

/** An expression and its value according to the CEL specification. */
interface Known {
  readonly text: string
  readonly value: Truth
}

const self = {
  yes: true,
  no: false,
  zero: 0,
  text: 'a',
  list: [0, 1, 2],
  map: { a: 0, b: 1, c: 2 }
}

const leaf = fc.constantFrom<Known>(
  { text: 'self.yes', value: true },
  { text: 'self.no', value: false },
  { text: 'self.missing', value: failed },
  { text: '1 / self.zero == 1', value: failed },
  { text: 'self.list[3] == 0', value: failed },
  { text: 'self.map.d == 0', value: failed },
  { text: 'has(self.missing.a)', value: failed },
  { text: 'self.text < 1', value: failed },
  { text: 'int(self.text) == 1', value: failed },
  { text: 'self.text.substring(2) == ""', value: failed }
)

/** CEL decides as soon as one operand does, even if the other one fails. */
function either(values: readonly Truth[], decisive: boolean): Truth {
  if (values.includes(decisive)) return decisive
  return values.includes(failed) ? failed : !decisive
}

const negated = (value: Truth): Truth => (value === failed ? failed : !value)

const counted = (values: readonly Truth[], fits: (trues: number) => boolean): Truth =>
  values.includes(failed) ? failed : fits(values.filter(value => value === true).length)

const macros = {
  exists: { rest: '', value: values => either(values, true) },
  all: { rest: '', value: values => either(values, false) },
  exists_one: { rest: '', value: values => counted(values, n => n === 1) },
  filter: { rest: '.size() == 2', value: values => counted(values, n => n === 2) }
} as const satisfies Record<string, { rest: string; value: (values: readonly Truth[]) => Truth }>
type Macro = keyof typeof macros

function macro(name: Macro, over: 'list' | 'map', items: readonly Known[]): Known {
  const [first, second, third] = items.map(({ text }) => `(${text})`)
  const [zero, one] = over === 'list' ? ['0', '1'] : ['"a"', '"b"']
  const { rest, value } = macros[name]
  return {
    text: `self.${over}.${name}(x, x == ${zero} ? ${first} : x == ${one} ? ${second} : ${third})${rest}`,
    value: value(items.map(item => item.value))
  }
}

const { known } = fc.letrec<{ known: Known }>(tie => {
  const [a, b, c] = [tie('known'), tie('known'), tie('known')]
  const three = fc.tuple(a, b, c)
  const names = fc.constantFrom<Macro[]>('exists', 'all', 'exists_one', 'filter')
  return {
    known: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.tuple(a, b).map(([l, r]) => ({
        text: `(${l.text} || ${r.text})`,
        value: either([l.value, r.value], true)
      })),
      fc.tuple(a, b).map(([l, r]) => ({
        text: `(${l.text} && ${r.text})`,
        value: either([l.value, r.value], false)
      })),
      a.map(({ text, value }) => ({
        text: `!(${text})`,
        value: negated(value)
      })),
      three.map(([condition, yes, no]) => ({
        text: `(${condition.text} ? ${yes.text} : ${no.text})`,
        value: condition.value === failed ? failed : (condition.value ? yes : no).value
      })),
      fc
        .tuple(names, fc.constantFrom('list', 'map'), three)
        .map(([name, over, items]) => macro(name, over, items))
    )
  }
})

test('absorbs an error exactly if another operand or element decides', () => {
  fc.assert(
    fc.property(known, ({ text, value }) => {
      expect([text, answer(text, self)]).toEqual([text, value])
    }),
    parsing
  )
})

/** No characters outside the BMP: the library counts UTF-16 units where CEL counts code points. */
const letter = fc.constantFrom('a', 'b', ' ', '"', '\\', '\n', '\u00e9', '\u6587')
const text = fc.array(letter, { maxLength: 8 }).map(letters => letters.join(''))
const index = fc.integer({ min: -2, max: 10 })

test('fails for a substring beyond the end of the text', () => {
  fc.assert(
    fc.property(text, index, index, (text, from, to) => {
      const isIn = (n: number) => n >= 0 && n <= text.length
      const self = { text, from, to }
      expect(answer('self.text.substring(self.from)', self)).toBe(
        isIn(from) ? text.slice(from) : failed
      )
      expect(answer('self.text.substring(self.from, self.to)', self)).toBe(
        isIn(from) && isIn(to) && from <= to ? text.slice(from, to) : failed
      )
    }),
    parsing
  )
})

const names = ['a', 'b', '', 'constructor', 'toString', '__proto__']
const key = fc.constantFrom(...names)
const entries = fc.uniqueArray(fc.tuple(key, fc.integer({ min: 0, max: 3 })), {
  selector: ([name]) => name
})

test('iterates over exactly the keys of a map', () => {
  fc.assert(
    fc.property(entries, key, (pairs, name) => {
      const self = { map: Object.fromEntries(pairs), name }
      const held = new Map(pairs)
      const is = (text: string, value: unknown) =>
        expect([text, answer(text, self)]).toEqual([text, value])
      const found = held.get(name)
      is('self.name in self.map', found !== undefined)
      is('self.map[self.name] >= 2', found === undefined ? failed : found >= 2)
      is('self.map.size() > 2 && size(self.map) > 2', held.size > 2)
      is('self.map.exists(k, k == self.name)', found !== undefined)
      is('self.map.exists_one(k, k == self.name)', found !== undefined)
      is(
        'self.map.all(k, self.map[k] > 0)',
        [...held.values()].every(value => value > 0)
      )
      is('self.map.filter(k, self.map[k] > 0).size() == 1', positive(held) === 1)
      is('self.map.map(k, self.map[k]).exists(v, v == 3)', [...held.values()].includes(3))
      if (/^\w+$/.test(name)) is(`has(self.map.${name})`, found !== undefined)
    }),
    parsing
  )
})

function positive(held: ReadonlyMap<string, number>): number {
  return [...held.values()].filter(value => value > 0).length
}

test('compares maps by keys and values in any order', () => {
  fc.assert(
    fc.property(entries, entries, (left, right) => {
      const sorted = (pairs: typeof left) => JSON.stringify([...pairs].sort())
      const maps = { a: Object.fromEntries(left), b: Object.fromEntries(right) }
      const turned = { a: maps.a, b: Object.fromEntries([...left].reverse()) }
      expect(answer('self.a == self.b', maps)).toBe(sorted(left) === sorted(right))
      expect(answer('self.a != self.b', maps)).toBe(sorted(left) !== sorted(right))
      expect(answer('self.a == self.b', turned)).toBe(true)
    }),
    parsing
  )
})
