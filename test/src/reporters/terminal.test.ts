import { expect, test } from 'vitest'
import { terminal } from '../../../scripts/cli/stream.ts'

const screen = { isTTY: true, columns: 120 }

test.each([
  ['a terminal', screen, { TERM: 'xterm' }, true],
  ['a pipe', {}, { TERM: 'xterm' }, false],
  ['a dumb terminal', screen, { TERM: 'dumb' }, false],
  ['NO_COLOR', screen, { NO_COLOR: '1' }, false],
  ['an empty NO_COLOR', screen, { NO_COLOR: '' }, true],
  ['FORCE_COLOR in a pipe', {}, { FORCE_COLOR: '1' }, true],
  ['an empty FORCE_COLOR in a pipe', {}, { FORCE_COLOR: '' }, true],
  ['FORCE_COLOR=0', screen, { FORCE_COLOR: '0' }, false],
  ['both wishes', screen, { NO_COLOR: '1', FORCE_COLOR: '1' }, false]
])('uses color with %s', (...row) => {
  const [, stream, env, color] = row
  expect(terminal(stream, env).color).toBe(color)
})

test('uses the width of the terminal, and cuts nothing in a pipe', () => {
  expect(terminal(screen, {}).width).toBe(120)
  expect(terminal({ isTTY: true }, {}).width).toBe(80)
  expect(terminal({ isTTY: true, columns: 0 }, {}).width).toBe(80)
  expect(terminal({}, {}).width).toBe(Infinity)
})
