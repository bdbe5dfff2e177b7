import { expect, test } from 'vitest'
import { evaluator } from '../charts/cel/expression.ts'
import { celCheck } from '../charts/verify/cel.ts'
import { committed } from './schemas.ts'

const holds = (rule: string, self: unknown) => celCheck(rule)(self) === undefined

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
  ['int("5") == 5', true]
])('%s is %s', (text, value) => {
  expect(evaluator(text)({})).toBe(value)
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
  ["self > 0 || self in ['auto', 'cpu']", 2, true]
])('%s of %j is %s', (rule, self, value) => {
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
  ['duration(self) > duration("1s")', '300'],
  ['self.startsWith("x")', 1],
  ['self.all(x, true)', 5],
  ['has(self.a)', null],
  ['self.substring(0, 9) == "x"', 'x'],
  ['url(self).getScheme() == "x"', 'x'],
  ['false || self.a', {}],
  ['"a" in self', 5]
])('%s of %j cannot be computed, so it is not obeyed', (rule, self) => {
  expect(holds(rule, self)).toBe(false)
})

test.each([
  'self.lowerAscii()',
  'now() == 1',
  'self ==',
  '(self',
  'self self',
  '[1, 2',
  'a # b',
  '{a}'
])('%s is a bug', text => {
  expect(() => evaluator(text)).toThrow('bug: ')
})

test('every rule of the add-ons can be read', () => {
  const rules = Object.keys(JSON.parse(committed.get('cel.json') ?? ''))
  expect(rules.length).toBeGreaterThan(100)
  for (const rule of rules) expect(evaluator(rule)).toBeInstanceOf(Function)
})
