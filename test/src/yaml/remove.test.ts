import { describe, expect, test } from 'vitest'
import { without } from '../../support/revision.ts'

describe('items of a block', () => {
  const text = `\
# file
list: # who
  # of both
  - user: a # first
    role: view
  # of the second
  - user: b

    # inside
    role: edit # role
    # below
  # of the third

  - {user: c}
other: 1 # one
`

  test('the first', () => {
    expect(without(text, 0)).toBe(text.replace(/ {2}- user: a.*\n.*\n/, ''))
  })

  test('one in the middle, with its comments', () => {
    expect(without(text, 1)).toBe(text.replace(/ {2}- user: b[\s\S]*below\n/, ''))
  })

  test('the last', () => {
    expect(without(text, 2)).toBe(text.replace('  - {user: c}\n', ''))
  })

  test('all of them, without inheriting others', () => {
    expect(without(text, 0, 1, 2)).toBe(
      '# file\nlist: [] # who\n  # of both\n  # of the second\n  # of the third\n\nother: 1 # one\n'
    )
  })

  test.each([
    ['at the indentation of its key', 'list:\n- a\n- b\nother:\n', 'list:\n- b\nother:\n'],
    ['with its text on the next line', 'list:\n-\n  a\n- b\n', 'list:\n- b\n'],
    ['that is empty', 'list:\n-\n- b\n', 'list:\n- b\n'],
    ['of several lines', 'list:\n- |\n  a\n  # a\n\n- b\n', 'list:\n\n- b\n'],
    ['of a key after a question mark', '? list\n: - a\n  - b\n', '? list\n: \n  - b\n'],
    ['of a map', 'list:\n  a: 1 # a\n  b: {c: 2}\n', 'list:\n  b: {c: 2}\n'],
    ['of a map of maps', 'list:\n  a:\n    c: 2\n  b:\n', 'list:\n  b:\n'],
    ['with quotes', 'list:\n  - "a # \\" a"\n  - b\n', 'list:\n  - b\n']
  ])('one %s', (_, before, after) => {
    expect(without(before, 0)).toBe(after)
  })

  test.each([
    ['a list', 'list:\n  - a', 'list: []\n'],
    ['a map', 'list:\n  a: 1\n', 'list: {}\n'],
    ['with a space', 'list :\n  - a\n', 'list : []\n'],
    ['after a question mark', '? list\n: - a\n', '? list\n: [] \n']
  ])('the only one of %s', (_, before, after) => {
    expect(without(before, 0)).toBe(after)
  })

  test('the last in a file without a final line break', () => {
    expect(without('list:\n  - a\n  - b', 1)).toBe('list:\n  - a\n')
  })

  test.each(['\r\n', '\r'])('with the line break %j', mark => {
    const windows = text.replaceAll('\n', mark)
    expect(without(windows, 0)).toBe(without(text, 0).replaceAll('\n', mark))
    expect(without(windows, 0, 1, 2)).toBe(without(text, 0, 1, 2).replaceAll('\n', mark))
  })
})

describe('items between brackets or braces', () => {
  test.each([
    ['[a, b, c]', [0], '[b, c]'],
    ['[a, b, c]', [1], '[a, c]'],
    ['[a, b, c] # all', [2], '[a, b] # all'],
    ['[a, b, c]', [1, 2], '[a]'],
    ['[ a, b ]', [0, 1], '[]'],
    ['[{user: a, role: b}, {user: c}]', [0], '[{user: c}]'],
    ['[user: a, b]', [0], '[b]'],
    [`['a, b', "c]"]`, [0], '["c]"]'],
    ['[a, b,]', [1], '[a,]'],
    ['{a: {x: 1}, b: , c}', [1], '{a: {x: 1}, c}'],
    ['{a: 1, "b": 2}', [1], '{a: 1}'],
    ['{a: 1}', [0], '{}']
  ])('%s without %j is %s', (before, gone, after) => {
    expect(without(`list: ${before}\n`, ...gone)).toBe(`list: ${after}\n`)
  })

  const lines = '[\n  a, # first\n  # about b\n  {user: b,\n   role: c}, # second\n  c\n  ]\n'

  test.each([
    [lines, [0], lines.replace('  a, # first\n', '')],
    [lines, [1], lines.replace(/ {2}\{[\s\S]*second\n/, '')],
    [lines, [2], lines.replace('  c\n', '')],
    [lines, [0, 1, 2], '[\n  # about b\n  ]\n'],
    ['[a, b, # x\n c]\n', [1], '[a, # x\n c]\n'],
    ['[a,\n b, c]\n', [1], '[a,\n c]\n'],
    ['[a, # x\n b]\n', [0], '[ # x\n b]\n'],
    ['[a,\n b]\n', [1], '[a,\n ]\n'],
    ['[ a\n , b\n , c ]\n', [0], '[  b\n , c ]\n'],
    ['[ a\n , b\n , c ]\n', [1], '[ a\n ,  c ]\n']
  ])('over several lines: %j without %j', (before, gone, after) => {
    expect(without(`list: ${before}`, ...gone)).toBe(`list: ${after}`)
  })
})
