import { expect, test } from 'vitest'
import { compile } from '../../../src/compile.ts'
import { readTree } from '../../../src/files/disk.ts'

test('nobody asks what a change touches where everybody is known', () => {
  const has = (path: string): boolean => expect.fail(`asked of ${path}`)
  const files = readTree('examples/tenants-only')
  const { model } = compile(files, { today: '2026-06-15', touched: { has } })
  expect(model).toBeDefined()
})
