import { describe, expect, test } from 'vitest'
import { glyphs, harmless, width } from '../../../src/text/width.ts'

describe('width', () => {
  test.each([
    ['', 0],
    ['alice', 5],
    ['\u65e5\u672c\u8a9e', 6],
    ['\uff21\uff22', 4],
    ['\uff71\uff9e', 2],
    ['\ud55c\uad6d', 4],
    ['\u1112\u1161\u11ab', 2],
    ['e\u0301', 1],
    ['\u{1f600}', 2],
    ['\u{1f468}\u200d\u{1f469}\u200d\u{1f467}', 2],
    ['\u{1f44d}\u{1f3fd}', 2],
    ['\u{1f1e9}\u{1f1ea}', 2],
    ['\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', 2],
    ['1\ufe0f\u20e3', 2],
    ['\u2764', 1],
    ['\u2764\ufe0f', 2],
    ['\u00a7\u00b1', 2]
  ])('of %j is %i cells', (text, cells) => {
    expect(width(text)).toBe(cells)
  })
})

test('a tab extends to the next stop', () => {
  expect(glyphs('a\tb\t').map(glyph => glyph.width)).toEqual([1, 3, 1, 3])
})

test('glyphs cover the whole text', () => {
  const text = 'a\u{1f468}\u200d\u{1f469}\te\u0301\u202e\ud83d##[x\n'
  expect(glyphs(text).reduce((sum, glyph) => sum + glyph.length, 0)).toBe(text.length)
})

describe('harmless', () => {
  test.each([
    ['plain `text`, \u65e5\u672c', 'plain `text`, \u65e5\u672c'],
    ['\x1b[31mred\x07', '\\u001b[31mred\\u0007'],
    ['\x9b2J', '\\u009b2J'],
    ['two\r\nlines\t', 'two\\u000d\\u000alines\\u0009'],
    ['\u202eevil\u2069', '\\u202eevil\\u2069'],
    ['no\u00a0break', 'no\\u00a0break'],
    ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
    ['hid\u{e0041}den', 'hid\\U000e0041den'],
    ['half \ud83d', 'half \\ud83d'],
    ['join\u200ded', 'join\\u200ded'],
    ['\u0645\u06cc\u200c\u062e', '\u0645\u06cc\u200c\u062e'],
    ['##[add-mask]a', '\\u0023#[add-mask]a'],
    ['###[group]', '#\\u0023#[group]']
  ])('shows %j as %s', (text, shown) => {
    expect(harmless(text)).toBe(shown)
  })
})
