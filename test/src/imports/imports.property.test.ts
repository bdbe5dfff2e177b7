import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { decodeForeign } from '../../../src/files/decode.ts'
import { parseCsv } from '../../../src/imports/directory/csv.ts'
import { normalDn } from '../../../src/imports/directory/dn.ts'
import { formats } from '../../../src/imports/directory/formats.ts'
import { parseLdif } from '../../../src/imports/directory/ldif.ts'
import type { Roster } from '../../../src/imports/directory/merge.ts'
import { snapshot } from '../../../src/imports/directory/snapshot.ts'
import { rewrite } from '../../../src/imports/directory/write.ts'
import { parseJson } from '../../../src/imports/json-tree.ts'
import { parseEnv } from '../../../src/imports/settings/dotenv.ts'
import { drawAll } from '../../../src/reporters/terminal.ts'
import { inline, word } from '../../../src/yaml/edit/write.ts'
import { type Mapping, toValue } from '../../../src/yaml/node.ts'
import { rootOf } from '../../support/revision.ts'
import { parsing } from '../../support/runs.ts'

const sourceOf = (text: string) => ({ path: 'export', text })
const never = ({ message }: Diagnostic) => expect.fail(message)

/** Pieces that mean something in these formats, in any order. */
const piece = fc.constantFrom(
  ...[
    'email',
    ',',
    ';',
    '"',
    '""',
    '\n',
    '\r\n',
    '\r',
    '\t',
    'group:a',
    'a@example.com',
    'sep=;\n'
  ],
  ...['dn: cn=a\n', 'mail: ', ':: ', ':< ', '\n ', '# ', 'member;range=0-*: ', 'YQ==', 'cn=a\\,b'],
  ...['{', '}', '[', ']', ':', '"Users"', '"Groups"', '"Resources"', '"totalResults"', '1', 'null'],
  ...['"schemas"', '"id"', '"\\ud800"', '\u202e', '\0', '\ufeff', 'KEY=', "'", ' ', 'x']
)
const text = fc.array(piece, { maxLength: 40 }).map(all => all.join(''))

test('any input is read or reported', () => {
  const bytes = fc.oneof(
    text.map(all => new TextEncoder().encode(all)),
    fc.uint8Array({ maxLength: 60 })
  )
  fc.assert(
    fc.property(bytes, fc.constantFrom(...Object.keys(formats)), (bytes, format) => {
      const found: Diagnostic[] = []
      const report = (diagnostic: Diagnostic) => void found.push(diagnostic)
      const source = decodeForeign('export', bytes, report)
      const taken = source && formats[format]?.([source], report)
      if (taken) snapshot(taken, { lowercase: true, domains: [] }, report)
      else expect(found).not.toEqual([])
      if (source) parseEnv(source, report)
      for (const { at } of found) {
        expect(at.start).toBeLessThanOrEqual(at.end)
        expect(at.end).toBeLessThanOrEqual(at.source.text.length)
      }
      if (found.length > 0) expect(drawAll(found, { color: false, width: 80 })).toContain('error')
    }),
    parsing
  )
})

test('JSON is read with the same values as by JavaScript', () => {
  const odd = fc.oneof(
    fc.json(),
    text,
    fc.json().map(all => all.slice(1)),
    fc.json().map(all => JSON.stringify(JSON.parse(all), null, '\t'))
  )
  fc.assert(
    fc.property(odd, text => {
      let found = 0
      const node = parseJson(sourceOf(text), () => found++)
      const isJson = attempt(() => JSON.parse(text))
      if (isJson && node) {
        expect(JSON.stringify(toValue(node))).toBe(JSON.stringify(JSON.parse(text)))
      }
      // We only differ from JSON.parse in rejecting duplicate fields and control characters.
      if (isJson && !node) expect(/"([^"]*)".*"\1"\s*:/s.test(text)).toBe(true)
      expect(found > 0).toBe(node === undefined)
    }),
    parsing
  )
})

function attempt(run: () => unknown): boolean {
  try {
    run()
    return true
  } catch {
    return false
  }
}

test('tables are read as they were written', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('', 'a"b', 'a,b', 'a;b', '\r\n', 'x\ny'))
  const written = (cell: string, mark: string) =>
    /["\r\n]/.test(cell) || cell.includes(mark) ? `"${cell.replaceAll('"', '""')}"` : cell
  const table = fc
    .tuple(fc.integer({ min: 2, max: 4 }), fc.constantFrom(',', ';', '\t'))
    .chain(([width, mark]) =>
      fc.tuple(
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 4 }),
        fc.constant(mark),
        fc.constantFrom('\n', '\r\n')
      )
    )
  fc.assert(
    fc.property(table, ([rows, mark, end]) => {
      const head = (rows[0] ?? ['', '']).map((_, at) => `h${at}`)
      const all = [head, ...rows].map(row => row.map(value => value.trim()))
      const text = all.map(row => row.map(value => written(value, mark)).join(mark) + end).join('')
      const read = parseCsv(sourceOf(text), never)?.map(row => row.map(value => value.text))
      expect(read).toEqual(all)
    }),
    parsing
  )
})

test('LDIF is read as it was written, with any folding', () => {
  const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string())
  const entry = fc.array(fc.tuple(fc.constantFrom('cn', 'mail', 'description'), value), {
    minLength: 1,
    maxLength: 4
  })
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const line = (name: string, value: string) =>
    /^[\x21-\x39\x3d-\x7e][\x20-\x7e]*$/.test(value) && !value.endsWith(' ')
      ? `${name}: ${value}`
      : `${name}:: ${base64(value)}`
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 4 }),
      fc.integer({ min: 2, max: 76 }),
      fc.constantFrom('\n', '\r\n'),
      (entries, width, end) => {
        const folded = (text: string) =>
          [text.slice(0, width), ...chunks(text.slice(width), width - 1)].join(`${end} `)
        const text = entries
          .map(lines => lines.map(([name, value]) => folded(line(name, value)) + end).join(''))
          .join(end)
        const read = parseLdif(sourceOf(text), never)
        expect(read?.map(lines => lines.map(({ name, value }) => [name, value]))).toEqual(
          entries.map(lines => lines.map(([name, value]) => [name, wellFormed(value)]))
        )
      }
    ),
    parsing
  )
})

function chunks(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
    text.slice(at * size, (at + 1) * size)
  )
}

/** Lone surrogates do not survive any encoding. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString()
}

test('a distinguished name is equal in any escaping', () => {
  const part = fc.string({ minLength: 1, maxLength: 6 }).filter(text => text.trim() === text)
  const escapes = [
    (text: string) => text.replace(/[",+;<>=\\#]/g, '\\$&'),
    (text: string) =>
      [...Buffer.from(text)].map(byte => `\\${byte.toString(16).padStart(2, '0')}`).join('')
  ]
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), names => {
      const [a, b] = escapes.map(escaped =>
        normalDn(names.map(name => `cn=${escaped(name)}`).join(','))
      )
      expect(a).toBe(b)
      expect(a?.replace(/\\./g, '').split(',').length).toBe(names.length)
    }),
    parsing
  )
})

test('inline values are read back unchanged', () => {
  const name = fc.string({ unit: 'grapheme' }).map(clean)
  const value = fc.letrec(tie => ({
    any: fc.oneof(
      { maxDepth: 3 },
      name,
      fc.constantFrom('yes', '1.5', '0x1', '1e5', '~', '-', '2026-01-01', 'a: b', 'a #b', "'", '*'),
      fc.integer(),
      fc.boolean(),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(name, tie('any'), { maxKeys: 3 })
    )
  })).any
  fc.assert(
    fc.property(value, value => {
      const text = `a: ${inline(value as string)}\n`
      expect(JSON.stringify(toValue(rootOf('a.yaml', text)))).toBe(JSON.stringify({ a: value }))
    }),
    parsing
  )
  fc.assert(
    fc.property(name, name => {
      expect(toValue(rootOf('a.yaml', `- ${word(name)}\n`))).toEqual([name])
    }),
    parsing
  )
})

/** Removes characters that the reader rejects even in quotes. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Cf}\u2028\u2029\ufffe\uffff]/gu, '')
}

test('an import changes only people and groups, and no other byte', () => {
  const email = fc.stringMatching(/^[a-z0-9!#%&'+=^_~-]{1,6}$/).map(name => `${name}@example.com`)
  const name = fc.string({ minLength: 1, maxLength: 8 }).map(text => `x${clean(text).trim()}`)
  const roster: fc.Arbitrary<Roster> = fc.record({
    people: fc.uniqueArray(email, { maxLength: 5 }).chain(list =>
      fc
        .array(fc.record({ name }, { requiredKeys: [] }), {
          minLength: list.length,
          maxLength: list.length
        })
        .map(all => new Map(list.map((each, at) => [each, all[at] ?? {}])))
    ),
    groups: fc
      .uniqueArray(fc.tuple(name, fc.array(email, { maxLength: 3 })), {
        maxLength: 3,
        selector: ([name]) => name
      })
      .map(all => new Map(all))
  })
  const other = fc.constantFrom(
    '# note\n',
    '\n',
    'complete: true # all\n',
    'teams: {red: {members: [ a@example.com ]}} # ours\n',
    'teams:\n    red: {}   # ours\n    # more\n\n'
  )
  const section = fc.constantFrom(
    'people:\n',
    'people: {}\n',
    'people: {a@example.com: {name: A}} # all\n',
    'people:\n  a@example.com:\n    name: A\n  # b\n',
    'groups:\n  a: [b@example.com]\n',
    'groups:\n    a:\n    - b@example.com\n'
  )
  const kind = (text: string) => /^\w+|^/.exec(text)?.[0]
  const file = fc.array(fc.oneof(other, section), { maxLength: 8 }).map(all => {
    const keys = new Set<string>()
    return all.filter(text => {
      const key = kind(text) ?? ''
      const isNew = key === '' || !keys.has(key)
      keys.add(key)
      return isNew
    })
  })
  fc.assert(
    fc.property(file, roster, (parts, roster) => {
      fc.pre(parts.some(part => kind(part) !== ''))
      const root = rootOf('platform/directory.yaml', parts.join('')) as Mapping // it is a mapping
      const text = rewrite(root, roster)
      const kept = parts.filter(part => !['people', 'groups'].includes(kind(part) ?? ''))
      const lines = text.split('\n')
      let at = 0
      for (const line of kept.join('').split('\n').slice(0, -1)) {
        at = lines.indexOf(line, at) + 1
        expect(at).toBeGreaterThan(0)
      }
      const value = toValue(rootOf('platform/directory.yaml', text))
      expect(value).toMatchObject({
        people: Object.fromEntries(roster.people),
        groups: Object.fromEntries(roster.groups)
      })
      const again = rootOf('platform/directory.yaml', text) as Mapping // it is a mapping
      expect(rewrite(again, roster)).toBe(text)
    }),
    parsing
  )
})
