import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changed, moved, readText, written } from '../../../site/request/file-text.ts'
import { formOf } from '../../../site/request/form-fields.ts'
import { withValue } from '../../../site/request/form-paths.ts'
import { filledIn, type Value } from '../../../site/request/form-values.ts'
import { draft } from '../../../src/edits/new.ts'
import { toValue } from '../../../src/yaml/node.ts'
import { parseYaml } from '../../../src/yaml/parse.ts'
import { acme } from '../../support/acme.ts'

const names = { preset: ['small', 'medium'], cluster: ['production', 'staging'] }
const form = formOf({ names, sizes: {}, usualSize: null })
const place = { name: 'weather' }

function meaning(text: string): unknown {
  const root = parseYaml({ path: '', text }, ({ message }) => {
    throw new Error(message)
  })
  return root && JSON.parse(JSON.stringify(toValue(root)))
}

test('it writes what `new` writes', () => {
  const owner = 'alice@example.com'
  const value = { quota: { preset: 'medium' }, template: 'personal', owner, members: [] }
  const wish = { owner, template: 'personal', preset: 'medium' }
  expect(Object.values(written(form, place, value))).toEqual(draft('weather', wish))
  const team = { name: 'weather', team: 'ds-delta' }
  const file = written(form, team, value)
  expect([file.path, file.text]).toEqual(draft('weather', { ...wish, team: 'ds-delta' }))
})

const texts = [
  ...readdirSync(join(acme, 'tenants'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.yaml'))
    .map(name => join(acme, 'tenants', name)),
  ...readdirSync('test/golden').flatMap(name => {
    const folder = join('test/golden', name, 'tenants')
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.yaml'))
      .map(file => join(folder, file))
  })
]

test.each(texts)('the form reads %s, and writes the same again', path => {
  const text = readFileSync(path, 'utf8')
  const value = readText(form, text)
  expect(value).not.toBeNull()
  const again = written(form, place, value).text
  expect(filledIn(form, readText(form, again))).toEqual(filledIn(form, value))
})

test.each<[string, readonly [string, Value], string]>([
  [
    'an entry that was added',
    ['members', [{ user: '' }]],
    'owner: ann@example.com # me\n\nquota: {preset: small, gpu: 1}\nmembers:\n  - {}\n'
  ],
  [
    'a field',
    ['owner', 'bob@example.com'],
    'owner: bob@example.com # me\n\nquota: {preset: small, gpu: 1}\n'
  ],
  [
    'an amount',
    ['quota.gpu', 2],
    'owner: ann@example.com # me\n\nquota: {preset: small, gpu: 2}\n'
  ],
  [
    'an amount that goes',
    ['quota.gpu', undefined],
    'owner: ann@example.com # me\n\nquota: small\n'
  ],
  [
    'a new list',
    ['pools', ['gpu-spot']],
    'owner: ann@example.com # me\n\nquota: {preset: small, gpu: 1}\npools: [gpu-spot]\n'
  ]
])('what somebody typed stays beside %s', (_, [path, value], expected) => {
  const text = 'owner: ann@example.com # me\n\nquota: {preset: small, gpu: 1}\n'
  const before = readText(form, text)
  const after = withValue(before, path.split('.'), value)
  expect(changed({ form, place, text }, after)).toBe(expected)
})

test('a member in the middle goes, and the comments of the others stay', () => {
  const text =
    'owner: ann@example.com\nmembers:\n  - {user: a@example.com, role: edit} # one\n  - {user: b@example.com, role: edit} # two\n  - {user: c@example.com, role: edit} # three\n'
  const after = withValue(readText(form, text), ['members', 1], undefined)
  expect(changed({ form, place, text }, after)).toBe(
    'owner: ann@example.com\nmembers:\n  - {user: a@example.com, role: edit} # one\n  - {user: c@example.com, role: edit} # three\n'
  )
})

test('a text that nobody can read stays as it is, and so does an empty list', () => {
  const broken = 'owner: [\n'
  expect(readText(form, broken)).toBeNull()
  expect(changed({ form, place, text: broken }, { owner: 'a@example.com' })).toBe(broken)
  const text = 'owner: a@example.com\nmembers: []\n'
  const after = withValue(readText(form, text), ['description'], 'Rain')
  expect(changed({ form, place, text }, after)).toBe(`${text}description: Rain\n`)
})

test('the line for editors follows the folder', () => {
  const { text } = written(form, place, { owner: 'a@example.com' })
  const team = { name: 'weather', team: 'rain' }
  expect(moved(text, place, team)).toBe(written(form, team, { owner: 'a@example.com' }).text)
  expect(moved('owner: a@example.com\n', place, team)).toBe('owner: a@example.com\n')
})

/** Edits of one field after another, as somebody makes them in the form, with a comment typed before. */
test('whatever is changed in the form, the text says it', () => {
  const steps = fc.array(
    fc.oneof(
      fc.tuple(
        fc.constantFrom('owner', 'description', 'template', 'quota.preset', 'aws.role'),
        fc.constantFrom('a', 'b c', '', "it's: #1", 'no', '7')
      ),
      fc.tuple(
        fc.constantFrom('quota.gpu', 'quota.cpu', 'limits.max.cpu'),
        fc.constantFrom(1, '500m', '')
      ),
      fc.tuple(
        fc.constantFrom(
          'members.0.user',
          'members.1.role',
          'members.0',
          'members.1',
          'volumes.0.name'
        ),
        fc.constantFrom('x', '', undefined)
      ),
      fc.tuple(
        fc.constantFrom('aws.read', 'pools'),
        fc.constantFrom([], ['a'], ['a', 'b'], ['b', 'c', 'd'])
      ),
      fc.tuple(
        fc.constantFrom('clusters.production', 'clusters.staging.quota.preset', 'labels.a'),
        fc.constantFrom(null, undefined, 'small')
      )
    ),
    { maxLength: 8 }
  )
  fc.assert(
    fc.property(
      steps,
      fc.constantFrom('', '# by hand\n', 'owner: z # mine\nquota: medium\n'),
      (all, start) => {
        let text: string = start
        let value = readText(form, text)
        for (const [name, next] of all) {
          const path = name.split('.').map(step => (/^\d$/.test(step) ? Number(step) : step))
          value = withValue(value, path, next as Value)
          text = changed({ form, place, text }, value)
          expect(meaning(text)).toEqual(meaning(written(form, place, value).text))
        }
        if (start.includes('# mine') && text.includes('owner: z')) expect(text).toContain('# mine')
      }
    )
  )
})
