import { expect, test } from 'vitest'
import { compile } from '../../../src/compile.ts'
import { received } from '../../../src/edits/received.ts'
import { readTree } from '../../../src/files/disk.ts'

test('what a new tenant gets names its GPUs, also where there are none', () => {
  const context = { today: '2026-06-15', touched: new Set<string>() }
  const { model } = compile(readTree('examples/tenants-only'), context)
  const tenants = model?.tenants.filter(({ name }) => name === 'speech') ?? []
  expect(received(tenants, 1000).join('\n')).toMatch(/^ {2}quota {6}at most cpu \d.*, gpu 0,/m)
})
