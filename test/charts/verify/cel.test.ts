import { expect, test } from 'vitest'
import { inner, type Schema } from '../../../charts/schemas/schema.ts'
import { celCheck, celEnvironment, celExpression } from '../../../charts/verify/cel.ts'
import { committed } from '../../support/schemas.ts'

const holds = (rule: string, self: unknown) => celCheck([rule])(self) === undefined

test.each([
  ['1 + 2 == 3 && !false', true],
  ['1 < 2 && "a" < "b" && 2 >= 2 && 3 != 4', true],
  ['false || true && false', false],
  ['(true ? "a" : "b") == "a"', true],
  ['false ? true : false ? true : true', true],
  ['"it\\"s" == \'it"s\' && r"\\d" == \'\\\\d\'', true],
  ['r"""^[&\'"]+$""" == "x"', false],
  ['2 in [1, 2] && !("c" in ["a", "b"]) && [] == []', true],
  ['{}.size() == 0 && size([1, 2]) == 2 && "abc".size() == 3', true],
  ['[1, 2, 3].all(x, x > 0) && [1, 2].exists(x, x == 2) && [1, 2].exists_one(x, x < 2)', true],
  ['[1, 2, 3].filter(x, x > 1).size() == 2', true],
  ['[[1], [2]].all(x, x.exists(y, y > 0))', true],
  ['duration("1h30m") > duration("90s") && duration("1.5s") == duration("1500ms")', true],
  ['"a/b".split("/")[1] == "b" && "abcd".substring(1, 3) == "bc"', true],
  ['"ab-1".matches("[0-9]$") && "ab-1".find("[a-z]+") == "ab" && "x".find("[0-9]") == ""', true],
  ['"abc".startsWith("a") && "abc".endsWith("c") && "abc".contains("b")', true],
  ['url("https://x.y/z").getScheme() == "https" && isURL("oci://x") && !isURL("x")', true],
  ['int("5") == 5 && int(5) == 5 && int("-05") == -5', true],
  [`"int(" + 'has(a[0].b)' == 'int(has(a[0].b)'`, true]
])('evaluates %s to %s', (text, value) => {
  expect(celExpression(text, celEnvironment())({})).toBe(value)
})

test.each([
  ['has(self.a) && self.a.b == 1', { a: { b: 1 } }, true],
  ['has(self.a.b)', { a: {} }, false],
  ['self.all(key, !key.contains("*"))', { a: 'x' }, true],
  ['self.all(key, !key.contains("*"))', { 'a*': 'x' }, false],
  ["!('esoNamespace' in self)", { esoNamespace: 'x' }, false],
  ['self[0].matches.size() > 0', [{ matches: [1] }], true],
  ["self > 0 || self in ['auto', 'cpu']", 'auto', true],
  ["self > 0 || self in ['auto', 'cpu']", 'gpu', false],
  ["self > 0 || self in ['auto', 'cpu']", 2, true],
  ['self + 1 == 3', 2, true],
  ['self > 1', 1.5, true],
  ['has(self[0].a) && !has(self[1].a)', [{ a: 1 }, {}], true],
  ['has(self.a[1].b.c)', { a: [{}, { b: {} }] }, false]
])('evaluates %s of %j to %s', (rule, self, value) => {
  expect(holds(rule, self)).toBe(value)
})

test.each([
  ['self.a == 1', {}],
  ['self[3] == 1', [1]],
  ['self + 1 == 2', '1'],
  ['self < 1', '1'],
  ['self', 'true'],
  ['!self', 1],
  ['int(self) > 0', 'many'],
  ['int(self) >= 0', ''],
  ['int(self) >= 0', '0b1'],
  ['int(self) >= 0', '9223372036854775808'],
  ['has(self[2].a)', [{}]],
  ['duration(self) > duration("1s")', '300'],
  ['self.startsWith("x")', 1],
  ['self.all(x, true)', 5],
  ['has(self.a)', null],
  ['self.substring(0, 9) == "x"', 'x'],
  ['url(self).getScheme() == "x"', 'x'],
  ['false || self.a', {}],
  ['"a" in self', 5]
])('fails to evaluate %s of %j, which counts as a violation', (rule, self) => {
  expect(holds(rule, self)).toBe(false)
})

test('reports the first of several violated rules', () => {
  const check = celCheck(['self > 1', 'self > 2', 'self > 3'])
  expect([4, 2, 1].map(value => check(value)?.message)).toEqual([
    undefined,
    'must obey self > 2',
    'must obey self > 1'
  ])
})

test.each([
  'self.unheardOf()',
  'unheardOf(self)',
  'self.substring(1, 2, 3) == ""',
  'now == 1',
  'oldSelf == self',
  '"a" + 1 == self',
  'self ==',
  '(self',
  'self self',
  '[1, 2',
  'a # b',
  '{a}'
])('throws on %s, which is a bug', text => {
  expect(() => celCheck([text])).toThrow('bug: ')
})

test.each(['self.matches("(?i)a")', 'self.find("(?i)a") == ""'])(
  '%s is a bug, since JavaScript has no such pattern',
  text => {
    expect(() => celCheck([text])('a')).toThrow('(?i)a')
  }
)

const judged = [...committed].flatMap(([path, text]) =>
  path === 'cel.json' ? [] : rulesIn(JSON.parse(text)).map(rule => [rule, path] as const)
)

function rulesIn(schema: Schema): readonly string[] {
  const own = (schema['x-kubernetes-validations'] ?? []) as readonly string[]
  return [...own, ...inner(schema).flatMap(([each]) => rulesIn(each))]
}

test('can evaluate every rule that an object may have', () => {
  const rules = new Map(judged)
  expect(rules.size).toBeGreaterThan(150)
  for (const [rule] of rules) expect(celCheck([rule])).toBeInstanceOf(Function)
})

test('checks every rule of the add-ons, except transition rules', () => {
  const listed = Object.keys(JSON.parse(committed.get('cel.json') ?? ''))
  expect(listed.length).toBeGreaterThan(100)
  const rules = new Map(judged)
  const rest = listed.filter(rule => !rules.has(rule))
  expect(rest.filter(rule => !rule.includes('oldSelf'))).toEqual([])
})
