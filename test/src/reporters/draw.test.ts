import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { type Span, startOf } from '../../../src/diagnostics/source.ts'
import { draw, drawAll } from '../../../src/reporters/terminal.ts'

const options = { color: false, width: 80 }

/** Makes a diagnostic for the part of a text between guillemets. */
function mistake(marked: string, rest: Partial<Diagnostic> = {}): Diagnostic {
  return { code: 'invalid-value', message: 'wrong', at: spanOf(marked), ...rest }
}

function spanOf(marked: string, path = 'tenants/fraud.yaml'): Span {
  const start = marked.indexOf('\u00ab')
  const end = marked.indexOf('\u00bb') - 1
  return { source: { path, text: marked.replace(/[\u00ab\u00bb]/g, '') }, start, end }
}

const shown = (marked: string, width = 80) =>
  draw(mistake(marked), { color: false, width }).split('\n').slice(1)

test('draws a mistake with its other place and its help', () => {
  const text = 'owner: a\nmembers:\n\n\n  - user: bob@example.com\n\n  - user: bob@example.com\n'
  const source = { path: 'tenants/fraud.yaml', text }
  const first = text.indexOf('bob')
  const second = text.lastIndexOf('bob')
  const diagnostic: Diagnostic = {
    code: 'duplicate-member',
    message: '`bob@example.com` is listed twice',
    at: { source, start: second, end: second + 15 },
    related: [{ message: 'first listed here', at: { source, start: first, end: first + 15 } }],
    help: 'remove one of the two'
  }
  expect(draw(diagnostic, options)).toBe(`\
error[duplicate-member]: \`bob@example.com\` is listed twice
 --> tenants/fraud.yaml:7:11
  |
7 |   - user: bob@example.com
  |           ^^^^^^^^^^^^^^^
note: first listed here
 --> tenants/fraud.yaml:5:11
  |
5 |   - user: bob@example.com
  |           ^^^^^^^^^^^^^^^
help: remove one of the two`)
})

test('draws an expired grant as a warning', () => {
  const diagnostic = mistake('\u00abx\u00bb', { code: 'expired-grant' })
  expect(draw(diagnostic, options)).toMatch(/^warning\[expired-grant\]: wrong\n/)
})

describe('the caret is in the right column', () => {
  test.each([
    ['wide characters', 'a: \u65e5\u672c \u00ab\u8a9e\u8a9e\u00bb', '        ^^^^'],
    ['emoji', 'a: \u{1f468}\u200d\u{1f469}\u{1f1e9}\u{1f1ea} \u00abx\u00bb', '        ^'],
    ['combining marks', 'a: e\u0301e\u0301 \u00abe\u0301x\u00bb', '      ^^'],
    ['half of an emoji', 'a: \u00ab\ud83d\u00bb\ude00', '   ^^'],
    ['a tab', 'a:\t\u00abx\u00bb', '    ^'],
    ['an empty range', 'a: \u00ab\u00bbx', '   ^'],
    ['the end of a line', 'a:\u00ab\u00bb\nb: c', '  ^'],
    ['the end of a line that ends with CR LF', 'a: b\u00ab\u00bb\r\nb: c', '    ^'],
    ['a range over the line break', 'a: \u00abb\r\n\u00bbb: c', '   ^']
  ])('%s', (_, marked, carets) => {
    expect(shown(marked).at(-1)).toBe(`  | ${carets}`)
  })

  test('with control characters, which are spelled out', () => {
    expect(shown('a: \x1b[2J\u202e\u00abx\x07\u00bb')).toEqual([
      ' --> tenants/fraud.yaml:1:9',
      '  |',
      '1 | a: \\u001b[2J\\u202ex\\u0007',
      `  | ${' '.repeat(18)}^^^^^^^`
    ])
  })
})

test('shows the first of several lines', () => {
  expect(shown('a:\n  \u00abb: c\r\n  d: e\n\u00bbf: g')).toEqual([
    ' --> tenants/fraud.yaml:2:3',
    '  |',
    '2 |   b: c',
    '  |   ^^^^...'
  ])
})

test('shows no line for a mistake about a whole file', () => {
  const at = startOf({ path: 'tenants/empty.yaml', text: '' })
  const diagnostic: Diagnostic = { code: 'missing-document', message: 'the file is empty', at }
  expect(draw({ ...diagnostic, help: 'name the `owner`' }, options)).toBe(`\
error[missing-document]: the file is empty
 --> tenants/empty.yaml
help: name the \`owner\``)
})

test('shows the end of a file below its last text', () => {
  expect(shown(`${'#\n'.repeat(8)}a: [\n  \n\u00ab\u00bb`)).toEqual([
    '  --> tenants/fraud.yaml:11:1',
    '   |',
    ' 9 | a: [',
    '11 |',
    '   | ^'
  ])
})

test('aligns the frames of one mistake', () => {
  const related = [{ message: 'here', at: spanOf(`${'\n'.repeat(99)}\u00abb\u00bb`) }]
  expect(draw(mistake('\u00aba\u00bb', { related }), options).split('\n').slice(1)).toEqual([
    '   --> tenants/fraud.yaml:1:1',
    '    |',
    '  1 | a',
    '    | ^',
    'note: here',
    '   --> tenants/fraud.yaml:100:1',
    '    |',
    '100 | b',
    '    | ^'
  ])
})

describe('trims a long line to the width', () => {
  const long = 'x'.repeat(2500)

  test('around the range', () => {
    expect(shown(`${long}\u00abhere\u00bb${long}`, 40).slice(2)).toEqual([
      '1 | ...xxxxxxxxxxxxxherexxxxxxxxxxxxx...',
      `  | ${' '.repeat(16)}^^^^`
    ])
  })

  test('at its start', () => {
    expect(shown(`\u00abkey\u00bb: ${long}`, 40).slice(2)).toEqual([
      `1 | key: ${'x'.repeat(25)}...`,
      '  | ^^^'
    ])
  })

  test('at its end', () => {
    expect(shown(`${long}\u00ab\u00bb`, 40).slice(2)).toEqual([
      `1 | ...${'x'.repeat(30)}`,
      `  | ${' '.repeat(33)}^`
    ])
  })

  test('inside a range that is longer still', () => {
    expect(shown(`key: \u00ab${long}\u00bb`, 40).slice(2)).toEqual([
      `1 | key: ${'x'.repeat(25)}...`,
      `  |      ${'^'.repeat(25)}`
    ])
  })

  test('but not if it just fits', () => {
    const line = 'x'.repeat(36)
    expect(shown(`\u00ab${line}\u00bb`, 40)[2]).toBe(`1 | ${line}`)
  })

  test('even if prose is not wrapped', () => {
    expect(shown(`\u00aba\u00bb${long}`, Number.POSITIVE_INFINITY)[2]).toBe(
      `1 | a${'x'.repeat(193)}...`
    )
  })
})

test('lets nothing of a hostile file, path or message reach the terminal', () => {
  const at = spanOf('\u00ab\x1b]0;title\x07\u00bb##[add-mask]x', 'tenants/\x1b[2J\n::error::.yaml')
  const words = '\u202e\x9b2J'
  const diagnostic = mistake('', { at, message: words, help: words })
  expect(draw({ ...diagnostic, related: [{ message: words, at }] }, options)).toBe(`\
error[invalid-value]: \\u202e\\u009b2J
 --> tenants/\\u001b[2J\\u000a::error::.yaml:1:1
  |
1 | \\u001b]0;title\\u0007\\u0023#[add-mask]x
  | ^^^^^^^^^^^^^^^^^^^^
note: \\u202e\\u009b2J
 --> tenants/\\u001b[2J\\u000a::error::.yaml:1:1
  |
1 | \\u001b]0;title\\u0007\\u0023#[add-mask]x
  | ^^^^^^^^^^^^^^^^^^^^
help: \\u202e\\u009b2J`)
})

test('uses color for what matters', () => {
  const related = [{ message: 'since', at: spanOf('\u00aba\u00bb') }]
  const diagnostic = mistake('\u00aba\u00bb', { related, help: 'change' })
  expect(draw(diagnostic, { color: true, width: 80 }).replaceAll('\x1b', '')).toBe(`\
[1;31merror[invalid-value][0m[1m: wrong[0m
 [1;34m-->[0m tenants/fraud.yaml:1:1
[1;34m  |[0m
[1;34m1 |[0m a
[1;34m  |[0m [1;31m^[0m
[1;32mnote[0m: since
 [1;34m-->[0m tenants/fraud.yaml:1:1
[1;34m  |[0m
[1;34m1 |[0m a
[1;34m  |[0m [1;32m^[0m
[1;36mhelp[0m: change`)
})

test('ends a report with the counts', () => {
  const at = (path: string) => ({ at: spanOf('\u00aba\u00bb', path) })
  const error = mistake('', at('a.yaml'))
  const warning = mistake('', { code: 'expired-grant', ...at('b.yaml') })
  const last = (...all: Diagnostic[]) => drawAll(all, options).split('\n\n').at(-1)
  expect(last(error)).toBe('1 error in 1 file')
  expect(last(error, warning, mistake('', at('c.yaml')))).toBe('2 errors, 1 warning in 3 files')
  expect(last(warning, warning)).toBe('2 warnings in 1 file')
  expect(drawAll([error, error], options)).toBe(
    `${draw(error, options)}\n\n${draw(error, options)}\n\n2 errors in 1 file`
  )
  expect(drawAll([], options)).toBe('')
})

test('draws the first mistakes of a file with very many, errors before warnings', () => {
  const at = (path: string) => ({ at: spanOf('\u00aba\u00bb', path) })
  const warnings = Array.from({ length: 60 }, () =>
    mistake('', { code: 'expired-grant', ...at('b.yaml') })
  )
  const error = mistake('', { message: 'late', ...at('b.yaml') })
  const all = [mistake('', at('a.yaml')), ...warnings, error, mistake('', at('c.yaml'))]
  const parts = drawAll(all, options).split('\n\n')
  expect(parts).toHaveLength(1 + 50 + 1 + 1 + 1)
  expect(parts[50]).toContain('late')
  expect(parts[51]).toBe('... and 11 other mistakes in b.yaml')
  expect(parts.at(-1)).toBe('3 errors, 60 warnings in 3 files')
  expect(drawAll(all.slice(1, 51), options)).not.toContain('...')
})
