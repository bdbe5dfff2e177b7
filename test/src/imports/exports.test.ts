import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { positionOf } from '../../../src/diagnostics/position.ts'
import type { Span } from '../../../src/diagnostics/source.ts'
import { parseCsv } from '../../../src/imports/directory/csv.ts'
import { firstName, listedDns, normalDn } from '../../../src/imports/directory/dn.ts'
import { parseLdif } from '../../../src/imports/directory/ldif.ts'
import { parseJson } from '../../../src/imports/json-tree.ts'
import { parseEnv } from '../../../src/imports/settings/dotenv.ts'
import { locate, toValue } from '../../../src/yaml/node.ts'

type Parse<T> = (source: Span['source'], report: (diagnostic: Diagnostic) => void) => T | undefined

/** Parses a text; returns the result, or the position of each mistake. */
function read<T>(parse: Parse<T>, text: string): T | readonly string[] {
  const found: string[] = []
  const value = parse({ path: 'export', text }, ({ message, at }) => {
    const { line, column } = positionOf(at.source, at.start)
    found.push(`${line}:${column} ${message}`)
  })
  expect(value === undefined).toBe(found.length > 0)
  return value ?? found
}

const textAt = ({ source, start, end }: Span) => source.text.slice(start, end)

describe('tables', () => {
  const cells = (text: string) =>
    read((source, report) => parseCsv(source, report)?.map(row => row.map(cell => cell.text)), text)

  test.each([
    [
      'commas',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2']
      ]
    ],
    [
      'semicolons, as where commas are decimal',
      'a;b\r\n1,5;2\r\n',
      [
        ['a', 'b'],
        ['1,5', '2']
      ]
    ],
    [
      'tabs',
      'a\tb\n1, 2\t3',
      [
        ['a', 'b'],
        ['1, 2', '3']
      ]
    ],
    [
      "Excel's own line",
      'sep=;\r\na;b\r\n1;2\r\n',
      [
        ['a', 'b'],
        ['1', '2']
      ]
    ],
    [
      'quotes',
      '"a","b"\n"1, ""2""","3\n4"\n',
      [
        ['a', 'b'],
        ['1, "2"', '3\n4']
      ]
    ],
    [
      'blanks and empty lines',
      ' a , b \n\n1,\n\n',
      [
        ['a', 'b'],
        ['1', '']
      ]
    ],
    [
      'separators in quotes of the first line',
      '"a;b;c",d\n1,2',
      [
        ['a;b;c', 'd'],
        ['1', '2']
      ]
    ],
    [
      'old line breaks',
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2']
      ]
    ],
    ['nothing', '', []]
  ])('parses %s', (_, text, rows) => {
    expect(cells(text)).toEqual(rows)
  })

  test.each([
    ['a,b\n1,2\n3\n', '3:1 this line has 1 value, but the first has 2'],
    ['a,b\n1,2,3\n', '2:1 this line has 3 values, but the first has 2'],
    ['a,b\n"1,2\n', '2:1 this `"` is not closed'],
    ['a,b\n"1" x,2\n', '2:4 text continues after the closing `"`']
  ])('reports %j at its line', (text, message) => {
    expect(cells(text)).toEqual([message])
  })

  test('gives each value its place', () => {
    const rows = read(parseCsv, 'a,b\n"x ""y""", z \n') as readonly (readonly Span[])[]
    expect(rows[1]?.map(textAt)).toEqual(['"x ""y"""', ' z '])
  })
})

describe('JSON', () => {
  const value = (text: string) =>
    read((source, report) => {
      const root = parseJson(source, report)
      return root && JSON.parse(JSON.stringify(toValue(root)))
    }, text)

  test.each([
    '{"a": [1, -2.5e3, true, false, null, "x"], "b": {}, "c": []}',
    '\t{\r\n\t"a" : "\\u00e4\\n\\"\\\\\\/\\ud83d\\ude00" }\n',
    '"x"',
    '0',
    '{"__proto__": {"constructor": 1}}'
  ])('parses %s', text => {
    expect(JSON.stringify(value(text))).toBe(JSON.stringify(JSON.parse(text)))
  })

  test.each([
    ['', '1:1 expected a value, found the end of the file'],
    ['{"a": 1', '1:8 expected `,` or the closing bracket, found the end of the file'],
    ['{\n  "a": 1,\n}', '3:1 expected a name in double quotes, found something else'],
    ["{'a': 1}", '1:2 expected a name in double quotes, found something else'],
    ['[1 2]', '1:4 expected `,` or the closing bracket, found something else'],
    ['[01]', '1:2 expected a value, found something else'],
    ['["a\n"]', '1:2 expected a value, found something else'],
    ['["\\x"]', '1:2 expected a value, found something else'],
    ['{"a" 1}', '1:6 expected `:`, found something else'],
    ['{}\n{}', '2:1 expected the end of the file, found something else'],
    ['{"a": 1, "a": 2}', '1:10 `a` is written twice'],
    ['['.repeat(200), '1:101 values are nested deeper than 100 levels'],
    ['<html>', '1:1 expected a value, found something else']
  ])('reports %j at its place', (text, message) => {
    expect(value(text)).toEqual([message])
  })

  test('gives each value and each key its place', () => {
    const root = parseJson({ path: 'a', text: '{"a": [1, {"b": "x"}]}' }, () => expect.fail())
    const found = root && locate(root, ['a', 1, 'b'])
    expect(found && textAt(found)).toBe('"x"')
    const inner = root && locate(root, ['a', 1])
    const key = inner?.kind === 'mapping' ? inner.entries.get('b')?.key : undefined
    expect(key && textAt(key)).toBe('"b"')
  })
})

describe('LDIF', () => {
  const entries = (text: string) =>
    read(
      (source, report) =>
        parseLdif(source, report)?.map(entry => entry.map(({ name, value }) => [name, value])),
      text
    )

  test('unfolds lines, decodes Base64, and accepts comments, options and other line breaks', () => {
    const text = [
      'version: 1',
      '# a comment',
      '  that goes on',
      'dn: cn=fraud,',
      ' ou=groups',
      'CN;lang-de:: w5xiZXI=',
      'description:: ',
      'jpegPhoto:: /9j/4AA=',
      'photo:< file:///tmp/a.jpg',
      'mail:alice@example.com  ',
      '',
      '',
      'dn:: Y249eA=='
    ].join('\r\n')
    expect(entries(text)).toEqual([
      [
        ['dn', 'cn=fraud,ou=groups'],
        ['cn', '\u00dcber'],
        ['description', ''],
        ['jpegphoto', undefined],
        ['photo', undefined],
        ['mail', 'alice@example.com']
      ],
      [['dn', 'cn=x']]
    ])
  })

  test.each([
    ['dn: cn=a\nnonsense\n', '2:1 expected a line such as `name: value`'],
    ['dn: cn=a\ncn:: w5xi\n ZXI\n', '2:1 the value of `cn` is not valid Base64'],
    ['dn: cn=a\ncn:: w5x*\n', '2:1 the value of `cn` is not valid Base64'],
    ['{"Users": []}', '1:1 expected a line such as `name: value`']
  ])('reports %j at its line', (text, message) => {
    expect(entries(text)).toEqual([message])
  })
})

describe('distinguished names', () => {
  test.each([
    ['CN=Fraud , OU=Groups', 'cn=fraud,ou=groups'],
    ['cn=Doe\\, Jane,ou=people', 'CN=Doe\\2c Jane,OU=People'],
    ['cn=Doe\\, Jane,ou=people', 'cn="Doe, Jane";ou=people'],
    ['cn=\\c3\\9cber,o=x', 'cn=\u00fcber,o=x'],
    ['cn=a+uid=b,o=x', 'uid=b + cn=a,o=x'],
    ["cn=a,o=x#'0101'B", 'cn=a,o=x'],
    ['oid.2.5.4.3=a,o=x', '2.5.4.3=a,o=x'],
    ['cn=a  b,o=x', 'cn=a b,o=x']
  ])('%s equals %s', (a, b) => {
    expect(normalDn(a)).toBe(normalDn(b))
    expect(normalDn(a)).toBeDefined()
  })

  test.each([
    ['cn=a\\,ou=b', 'cn=a,ou=b'],
    ['cn=a,ou=b', 'cn=a,ou=c'],
    ['cn=a+ou=b', 'cn=a,ou=b'],
    ['cn=a\\+ou\\=b', 'cn=a+ou=b']
  ])('%s differs from %s', (a, b) => {
    expect(normalDn(a)).not.toBe(normalDn(b))
  })

  test.each(['', 'alice', 'cn', 'cn=a,b', '=x'])('%j is none', text => {
    expect(normalDn(text)).toBeUndefined()
  })

  test.each([
    ['cn=Fraud Analysts,ou=groups', 'Fraud Analysts'],
    ['cn=Doe\\2C Jane\\, Dr.,ou=x', 'Doe, Jane, Dr.'],
    ['cn=a+uid=b,o=x', 'a']
  ])('%s has the name %s', (dn, name) => {
    expect(firstName(dn)).toBe(name)
  })
})

describe('lists of distinguished names', () => {
  const fraud = 'CN=Fraud Analysts,OU=Groups,DC=corp,DC=example,DC=com'
  const users = 'cn=Staff,cn=Users,dc=corp,dc=example,dc=com'
  const odd = 'CN=Doe\\, Jane; R|D,OU="x, y",DC=corp'

  test.each([';', '; ', '|', '\n', ',', ', '])('joined by %j', mark => {
    expect(listedDns([fraud, users, fraud].join(mark))).toEqual([fraud, users, fraud])
  })

  test('end with an organization too, and keep signs that are escaped or in quotes', () => {
    expect(listedDns('cn=a,ou=g,o=ex,c=de,cn=b,ou=g,o=ex,c=de')).toHaveLength(2)
    expect(listedDns(`${odd.replace('; ', '\\; ')}|${users}`)).toEqual([
      odd.replace('; ', '\\; '),
      users
    ])
    expect(listedDns('')).toEqual([])
  })
})

describe('params.env', () => {
  const settings = (text: string) =>
    read(
      (source, report) =>
        parseEnv(source, report)?.map(({ key, keyAt, value, at }) => {
          expect(textAt(keyAt)).toBe(key)
          return [key, value, textAt(at)]
        }),
      text
    )

  test('accepts values with and without quotes, comments, and special characters', () => {
    const text =
      '# c\n\n  dbHost=a.b  \r\nexport issuer = "https://x?a=b"\n' +
      "ldap_bind_dn='cn=a, dc=b'\nempty=\nodd=\"x'\n"
    expect(settings(text)).toEqual([
      ['dbHost', 'a.b', 'a.b'],
      ['issuer', 'https://x?a=b', '"https://x?a=b"'],
      ['ldap_bind_dn', 'cn=a, dc=b', "'cn=a, dc=b'"],
      ['empty', '', ''],
      ['odd', '"x\'', '"x\'']
    ])
  })

  test.each([
    ['a=1\nb\n=c\n', '2:1 expected a line such as `KEY=value`'],
    ['kubeflow: "26.03"\n', '1:1 expected a line such as `KEY=value`']
  ])('reports %j at its line', (text, message) => {
    expect(settings(text)).toEqual([message])
  })
})
