import { expect, test } from 'vitest'
import { usage } from '../../../scripts/cli/usage.ts'

const spec = {
  name: 'move',
  about: 'Moves everything from one folder to another, and says\nwhat it did.',
  operands: ['<from>', '[to]'],
  flags: {
    root: { value: '<folder>', about: 'the folder with tenants/ and platform/' },
    force: { about: 'also if' }
  }
}

test('is one line each where nothing is cut', () => {
  expect(usage(spec, Infinity)).toBe(
    'usage: tenantry move <from> [to] [flags]\n' +
      'Moves everything from one folder to another, and says\n' +
      'what it did.\n' +
      '  --root <folder>  the folder with tenants/ and platform/\n' +
      '  --force          also if\n'
  )
})

test('wraps at the width of the terminal, below where it began', () => {
  expect(usage(spec, 48)).toBe(
    'usage: tenantry move <from> [to] [flags]\n' +
      'Moves everything from one folder to another, and\n' +
      'says what it did.\n' +
      '  --root <folder>  the folder with tenants/ and\n' +
      '                   platform/\n' +
      '  --force          also if\n'
  )
})

test.each([1, 10, 30])('keeps every word at a width of %i', width => {
  const words = (text: string) => text.split(/\s+/)
  expect(words(usage(spec, width))).toEqual(words(usage(spec, Infinity)))
})
