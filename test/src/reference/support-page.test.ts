import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { supportPage } from '../../../src/reference/support-page.ts'

test('names only versions of kinds whose objects are checked', () => {
  const text = supportPage([]).join('\n')
  const kinds = [...text.matchAll(/`([a-z0-9.]+)\/(v\w+)`/g)]
  expect(kinds.length).toBeGreaterThan(8)
  const unknown = kinds.filter(([, group = '', version = '']) => {
    return !readdirSync(`schemas/objects/${group}`).some(file => file.endsWith(`_${version}.json`))
  })
  expect(unknown.map(([kind]) => kind)).toEqual([])
})
