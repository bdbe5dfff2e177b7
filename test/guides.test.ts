import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** The part of a JSON Schema that says which fields are allowed. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

const page = readFileSync('docs/migration.md', 'utf8')
const section = page.split('## From the guides to Tenantry')[1] ?? ''
const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
const rows = [...section.matchAll(/^\| (.+?) \| (.+?)? ?\| (.+?)? ?\|$/gm)]
  .map(([, step = '', instead = '', proof = '']) => ({ step, instead, proof }))
  .filter(({ step }) => !/^(by hand$|---|\*\*)/.test(step))

test('has a table', () => {
  expect(rows.length).toBeGreaterThan(40)
})

describe.each(rows)('$step', ({ instead, proof }) => {
  test('uses fields that exist', () => {
    const named = instead.matchAll(
      /(tenant|cluster|common|directory) ((?:`[a-zA-Z.[\]]+`(?:, )?)+)/g
    )
    for (const [, file = '', fields = ''] of named) {
      const schema = JSON.parse(readFileSync(`schemas/${file}.json`, 'utf8'))
      for (const [, field = ''] of fields.matchAll(/`([^`]+)`/g)) {
        expect(isThere(schema, field.split('.')), `${file} ${field}`).toBe(true)
      }
    }
  })

  test('is proven, or out of scope for a given reason', () => {
    if (proof === '') return expect(instead).toMatch(/^out of scope.*: \S+|^out of scope, as /)
    const [, file = '', title = ''] = /^`([a-z.-]+)`: (.+)$/.exec(proof) ?? []
    if (file === 'golden') return expect(existsSync(`test/golden/${title}`), title).toBe(true)
    const found = files.filter(path => `/${path}`.endsWith(`/${file}.test.ts`))
    expect(found, file).toHaveLength(1)
    const tests = readFileSync(`test/${found[0]}`, 'utf8')
    expect(
      ['"', "'", '`'].some(quote => tests.includes(quote + title + quote)),
      proof
    ).toBe(true)
  })
})

test('detects an unknown field', () => {
  const schema = JSON.parse(readFileSync('schemas/cluster.json', 'utf8'))
  expect(isThere(schema, ['pipelines', 'databse'])).toBe(false)
})

function isThere(schema: Schema | boolean | undefined, path: readonly string[]): boolean {
  if (typeof schema !== 'object') return false
  const [first, ...rest] = path
  if (first === undefined) return true
  const ways = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  if (ways.some(way => isThere(way, path))) return true
  if (schema.items && isThere(schema.items, path)) return true
  const name = first.replace('[]', '')
  return isThere(schema.properties?.[name], rest)
}
