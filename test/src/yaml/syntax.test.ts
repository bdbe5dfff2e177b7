import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { parseYaml } from '../../../src/yaml/parse.ts'

/** The single diagnostic of a text: its start, the marked text, and the message. */
function told(text: string): [place: string, marked: string, message: string] {
  const found: Diagnostic[] = []
  const tree = parseYaml({ path: 'tenants/a.yaml', text }, diagnostic => found.push(diagnostic))
  const [diagnostic, ...others] = found
  if (tree || !diagnostic || others.length > 0) return expect.fail('not one mistake')
  const { start, end } = diagnostic.at
  const lines = text.slice(0, start).split('\n')
  const place = `${lines.length}:${(lines.at(-1) ?? '').length + 1}`
  expect(diagnostic.code).toBe('invalid-yaml')
  return [place, text.slice(start, end), diagnostic.message]
}

const tab = 'this line is indented with a tab'
const indented = 'the indentation of this line matches no line above it'
const noField = 'this line is not a field'
const noSpace = 'a space is missing after this `:`'
const noItem = 'this line is among list items, but is not one'
const strayItem = 'this list item is among fields'
const twoColons = 'this line has a second `: `'
const listInLine = 'a list cannot start on the same line as its field'
const comma = 'a `,` is missing before this'
const backslash = 'this backslash starts an escape that YAML does not know'
const header = 'text cannot start on the same line as its `|` or `>`'
const comment = 'there is no space before the `#` of this comment'
const oddBlank = 'this looks like a space, but is another character'
const conflict = 'this merge conflict is not resolved'
const unclosed = (char: string) => `this \`${char}\` is not closed`
const behind = (char: string) => `text continues after the closing \`${char}\``
const stray = (char: string) => `unexpected \`${char}\``
const first = (char: string) => `text without quotes cannot begin with \`${char}\``

describe('indentation', () => {
  test.each([
    ['a:\n\tb: 1\n', '2:1', '\t', tab],
    ['a: 1\n\tb: 1\n', '2:1', '\t', tab],
    ['a:\n  b: 1\n \tc: 2\n', '3:2', '\t', tab],
    ['a:\n  - b\n\t- c\n', '3:1', '\t', tab],
    ['a:\n  - b: 1\n  \tc: 2\n', '3:3', '\t', tab],
    ['a: [b,\n\tc]\n', '2:1', '\t', tab],
    ['a: |\n\tb\n', '2:1', '\t', tab],
    ['-\t- a\n', '1:2', '\t', tab],
    ['a: 1\n  b: 2\n', '2:3', 'b', indented],
    ['  a: 1\nb: 2\n', '2:1', 'b: 2', indented],
    ['a:\n  - b: 1\n   c: 2\n', '3:4', 'c: 2', indented],
    ['a:\n  - b: 1\n    c: 2\n - d: 3\n', '4:2', '- d: 3', indented],
    ['a:\n- b: 1\n c: 2\n', '3:2', 'c: 2', indented],
    ['a: |\n    b\n  c\n', '3:3', 'c', indented],
    ['a:\n  b: 1\n  - c\n', '3:3', '- c', strayItem],
    ['a: 1\n- b\n', '2:1', '- b', strayItem],
    ['a:\n  - b\n  c: 1\n', '3:3', 'c: 1', noItem],
    ['- a\nb: 1\n', '2:1', 'b: 1', noItem],
    ['a: 1\r\nb: 2\r\n c: 3\r\n', '3:2', 'c', indented]
  ])('%j', (text, ...expected) => {
    expect(told(text)).toEqual(expected)
  })
})

describe('fields', () => {
  test.each([
    ['a: 1\nb\n', '2:1', 'b', noField],
    ['a: 1\nb c\nd: 2\n', '2:1', 'b c', noField],
    ['a: 1\nb c\n\n# d\ne: 2\n', '2:1', 'b c', noField],
    ['a\nb: c\n', '1:1', 'a', noField],
    ['a:\n  b\n  c: 1\n', '2:3', 'b', noField],
    ['a: >\nb\n', '2:1', 'b', noField],
    ['a: 1\nb:c\nd: 2\n', '2:2', ':', noSpace],
    ['a:b\nc: 2\n', '1:2', ':', noSpace],
    ['"a":b\n', '1:4', ':', noSpace],
    ['a: b: c\n', '1:5', ':', twoColons],
    ['- a: b: c\n', '1:7', ':', twoColons],
    ['a: 2027-03-31 12:00: x\n', '1:20', ':', twoColons],
    ["a: 'b': c\n", '1:7', ':', twoColons],
    ['a: - b\n', '1:4', '-', listInLine],
    ['a: -\n', '1:4', '-', listInLine],
    ['a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n', '2:1', '<<<<<<< HEAD', conflict],
    ['a:\u00a01\nb: 2\n', '1:3', '\u00a0', oddBlank],
    ['a:\n \u00a0b: 1\n  c: 1\n', '2:2', '\u00a0', oddBlank]
  ])('%j', (text, ...expected) => {
    expect(told(text)).toEqual(expected)
  })
})

describe('quotes and brackets', () => {
  test.each([
    ['a: "b\nc: d\n', '1:4', '"', unclosed('"')],
    ["a: 'b\nc: d\n", '1:4', "'", unclosed("'")],
    ["a: 'it''s\nc: d\n", '1:4', "'", unclosed("'")],
    ['a: "b\n---\nc"\n', '1:4', '"', unclosed('"')],
    ['a: it\'s\nb: "c', '2:4', '"', unclosed('"')],
    ['a: [b, c\n', '1:4', '[', unclosed('[')],
    ['a: [b, c\nd: e\n', '1:4', '[', unclosed('[')],
    ['a: [b, {c: "]"\nd: e\n', '1:8', '{', unclosed('{')],
    ['a: [b, # ]\nd: e\n', '1:8', '# ]', 'this is a comment, and the `]` is part of it'],
    ['a:\n  - {b: c\n  - d\n', '2:5', '{', unclosed('{')],
    ['\n"', '2:1', '"', unclosed('"')],
    ['a: [\nb\n]\n', '2:1', 'b', 'this line between `[` and `]` starts too far to the left'],
    ["a: 'it's'\n", '1:8', "s'", behind("'")],
    ['a: "b" c\n', '1:8', 'c', behind('"')],
    ['a: "b", "c"\n', '1:7', ',', behind('"')],
    ['a: [b] c\n', '1:8', 'c', behind(']')],
    ['a: "b"#c\n', '1:7', '#', comment],
    ['a: "C:\\Users"\n', '1:7', '\\Us', backslash],
    ['a: "\\d+"\n', '1:5', '\\d', backslash],
    ['a: |b\n  c\n', '1:5', 'b', header],
    ['a: |10\n  c\n', '1:6', '0', header]
  ])('%j', (text, ...expected) => {
    expect(told(text)).toEqual(expected)
  })
})

describe('signs', () => {
  test.each([
    ['a: @b\n', '1:4', '@b', first('@')],
    ['a: `b`\n', '1:4', '`b`', first('`')],
    ['a: [%b, c]\n', '1:5', '%b', first('%')],
    ['a: ? b\n', '1:4', '?', first('?')],
    ['a: [b]]\n', '1:7', ']', stray(']')],
    ['a: }\n', '1:4', '}', stray('}')],
    ['a: [b,,c]\n', '1:7', ',', stray(',')],
    ['a: , b\n', '1:4', ',', stray(',')],
    ['a: {b: c d: e}\n', '1:10', 'd', comma],
    ['a: ["b" "c"]\n', '1:9', '"', comma],
    ['a: [b}\n', '1:6', '}', '`}` cannot close this']
  ])('%j', (text, ...expected) => {
    expect(told(text)).toEqual(expected)
  })
})

test('the help for a second colon is the intended line', () => {
  const help: (string | undefined)[] = []
  for (const text of ['- name: Fraud: 1\n', 'a: "b": c\n']) {
    parseYaml({ path: 'a', text }, diagnostic => help.push(diagnostic.help))
  }
  expect(help).toEqual(['put the text in quotes: `name: "Fraud: 1"`', 'put the text in quotes'])
})

test('an unforeseen mistake is reported at its place', () => {
  expect(told('a: 1\n... b\n')).toEqual(['2:5', 'b', 'the YAML cannot be read from here on'])
})
