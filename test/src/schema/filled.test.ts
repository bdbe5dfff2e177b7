import { expect, test } from 'vitest'
import { fields, flag, list, text, whole } from '../../../src/schema/fields.ts'
import { filled } from '../../../src/schema/filled.ts'

const disk = fields(
  {
    name: text('label'),
    size: whole(1, 9, { default: 3 }),
    shared: flag({ default: false }),
    class: text('word', { description: 'Without it, that of the cluster.' }),
    tags: list(text('word'), { default: ['a'] })
  },
  { required: ['name'] }
)

test('a field that is not written has its default, and is null without one', () => {
  expect(filled(disk, { name: 'data' })).toEqual({
    name: 'data',
    size: 3,
    shared: false,
    class: null,
    tags: ['a']
  })
})

test('what is written stays, though it is false or empty', () => {
  const written = { name: '', size: 1, shared: true, class: 'efs', tags: [] }
  expect(filled(disk, written)).toEqual(written)
  expect(filled(disk, { name: '', shared: false })).toMatchObject({ name: '', shared: false })
})

test('a map that is not there has all its defaults, if none of its fields is required', () => {
  const { size, class: name } = disk.properties
  const optional = fields({ size, class: name })
  for (const missing of [undefined, null]) {
    expect(filled(optional, missing)).toEqual({ size: 3, class: null })
  }
  // @ts-expect-error: a name is required
  filled(disk, undefined)
})

test('the compiler knows which fields may be null', () => {
  const { size, class: name } = filled(disk, { name: 'data' })
  expect(size.toFixed()).toBe('3')
  // @ts-expect-error: it has no default
  expect(() => name.length).toThrow()
})
