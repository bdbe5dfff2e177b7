import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renamePerson } from '../../../src/edits/rename.ts'
import { toValue } from '../../../src/yaml/node.ts'
import { rootOf, shown, without } from '../../support/revision.ts'
import { parsing } from '../../support/runs.ts'

const old = 'old@example.com'

test('removing changes nothing but the list', () => {
  const comment = fc.constantFrom('', ' # note', ' # [a, - b')
  const item = fc.constantFrom('a', '"b, ]"', "'c # c'", '{user: d, role: e}', '[f, g]', '{h}')
  const nested = fc.constantFrom('user: a\n    role: b', 'user: a # who\n    # role\n    role: b')
  const above = fc.constantFrom('', '\n', '  # above\n', '# far\n\n')
  const below = fc.constantFrom('', '    # below\n')
  const block = fc
    .array(fc.tuple(above, fc.oneof(item, nested), comment, below), { minLength: 1, maxLength: 6 })
    .map(
      all => `\n${all.map(([up, text, note, down]) => `${up}  - ${text}${note}\n${down}`).join('')}`
    )
  const space = fc.constantFrom('', ' ', '\n  ', ' # note\n  ')
  const flow = fc
    .array(fc.tuple(space, item, space), { minLength: 1, maxLength: 6 })
    .map(all => ` [${all.map(([before, text, after]) => `${before}${text}${after}`).join(', ')}]\n`)
  const gone = fc.uniqueArray(fc.nat(5), { minLength: 1 })
  const mark = fc.constantFrom('\n', '\r\n')
  fc.assert(
    fc.property(fc.oneof(block, flow), gone, mark, (list, numbers, mark) => {
      const text = `first: 1\nlist:${list}last: 2 # end`.replaceAll('\n', mark)
      const before = toValue(rootOf('a.yaml', text)) as { list: unknown[] } // the text above has this form
      const indices = [...new Set(numbers.map(number => number % before.list.length))]
      const after = without(text, ...indices)
      const left = before.list.filter((_, index) => !indices.includes(index))
      expect(toValue(rootOf('a.yaml', after))).toEqual({ ...before, list: left })
      const isNew = left.length === 0 && !list.startsWith(' [')
      expect(isPart(isNew ? after.replace('list: []', 'list:') : after, text)).toBe(true)
      expect(after.startsWith('first: 1') && after.endsWith('last: 2 # end')).toBe(true)
    }),
    parsing
  )
})

test('renaming changes nothing but the name', () => {
  const spelling = fc.constantFrom(old, `"${old}"`, `'${old}'`, 'other@example.com', '"o@b.c"')
  const gap = fc.constantFrom('', ' # old@example.com', '\n    # note')
  const member = fc.tuple(spelling, gap).map(all => `  - user: ${all.join('')}\n    role: edit\n`)
  const members = fc.uniqueArray(member, {
    selector: text => text.match(/\w+@/)?.[0],
    minLength: 1
  })
  const mark = fc.constantFrom('\n', '\r\n')
  const word = fc.constantFrom(
    'new@example.com',
    "o'neil@example.com",
    '#1@example.com',
    '1e5@example.com'
  )
  const names = /((?:user|owner): *)("[^"]*"|'(?:[^']|'')*'|\S+)/g
  fc.assert(
    fc.property(members, mark, word, (all, mark, word) => {
      const before = `owner: ${old} # ${old}\nmembers:\n${all.join('')}`.replaceAll('\n', mark)
      const root = rootOf('tenants/a.yaml', before)
      const after = shown(renamePerson([root], old, word)).files['tenants/a.yaml'] ?? ''
      const wanted = JSON.stringify(toValue(root)).replaceAll(old, word)
      expect(JSON.stringify(toValue(rootOf('tenants/a.yaml', after)))).toBe(wanted)
      expect(after.replace(names, '$1')).toBe(before.replace(names, '$1'))
    }),
    parsing
  )
})

/** Whether deleting characters turns one text into the other. */
function isPart(part: string, whole: string): boolean {
  let at = 0
  for (const char of whole) if (char === part[at]) at++
  return at === part.length
}
