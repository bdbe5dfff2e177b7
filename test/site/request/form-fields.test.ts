import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hints, labels } from '../../../site/request/field-labels.ts'
import { first, sections } from '../../../site/request/form-sections.ts'
import { below, file } from '../../../src/reference/all-fields.ts'

const fields = below(file('tenant'))
  .map(({ path }) => path)
  .filter(path => path !== '')

test('every field of a tenant has a label in plain words, and no label is left over', () => {
  const own = fields.filter(path => !path.startsWith('clusters.'))
  expect(own.filter(path => !(path in labels))).toEqual([])
  expect(Object.keys(labels).filter(path => !own.includes(path))).toEqual([])
})

test('every field stands once in the form', () => {
  const top = fields.filter(path => !path.includes('.'))
  const shown = [
    ...first.filter(path => !path.includes('.')),
    ...sections.flatMap(each => each.fields)
  ]
  expect([...shown].sort()).toEqual([...top].sort())
})

test('the form and the page for tenants say the same of the last day', () => {
  const page = readFileSync('docs/tenants.md', 'utf8')
  expect(page).toContain('Nothing happens by itself on the day of `until`.')
  expect(hints['members.until']).toMatch(/^Nothing happens by itself on this day: the check warns/)
})
