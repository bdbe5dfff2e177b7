import { Ajv } from 'ajv'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { begin, compile, modelOf } from '../../../src/compile.ts'
import { isError } from '../../../src/diagnostics/diagnostic.ts'
import { type Files, readTree } from '../../../src/files/disk.ts'
import { namesOf } from '../../../src/reference/company-names.ts'
import { editorSchemas } from '../../../src/reference/editor-schemas.ts'
import { acme } from '../../support/acme.ts'
import { filesOf } from '../../support/compile-texts.ts'
import { textsOf, worlds } from '../../support/random/random-world.ts'
import { lasting } from '../../support/runs.ts'

const context = { today: '2026-06-15', touched: new Set<string>() }

/** What a company's editor says of the files in which we find no mistake. */
function problems(files: Files) {
  const model = modelOf(begin(files), [], context)
  if (!model) return { judged: 0, found: [] }
  const schemas = editorSchemas(namesOf(model))
  const errors = compile(files, context).diagnostics.filter(isError)
  const wrong = new Set(errors.map(({ at }) => at.source.path))
  const judge = (kind: string, documents: readonly Written[]) => {
    const text = schemas.get(`${kind}.json`) ?? ''
    const validate = new Ajv({ strict: false, logger: false }).compile(JSON.parse(text))
    return documents
      .filter(({ root }) => !wrong.has(root.source.path))
      .map(({ value }) => (validate(value) ? [] : [JSON.stringify(validate.errors)]))
  }
  const { documents, common, policy } = model
  const all = [
    ...judge('tenant', documents),
    ...judge('common', [common]),
    ...judge('policy', [policy])
  ]
  return { judged: all.length, found: all.flat() }
}

interface Written {
  readonly root: { readonly source: { readonly path: string } }
  readonly value: unknown
}

test('editors of a company report nothing in files that we accept', () => {
  expect(problems(readTree(acme)).found).toEqual([])
  const templates =
    'templates: {spare: {pools: [x], members: [{team: y, role: z}], aws: {role: r}}}\n'
  const spare = { 'platform/common.yaml': `version: 1\n${templates}` }
  expect(problems(filesOf(spare))).toEqual({ judged: 2, found: [] })
  let judged = 0
  fc.assert(
    fc.property(worlds, world => {
      const of = problems(filesOf(textsOf(world)))
      expect(of.found).toEqual([])
      judged += of.judged
    }),
    lasting(8)
  )
  expect(judged).toBeGreaterThan(8)
})

test('the names of people are in no schema, and nobody gets a list of thousands of names', () => {
  const tenants = Array.from({ length: 3000 }, (_, at) => [
    `tenants/t${at}.yaml`,
    'owner: ann@example.com\n'
  ])
  const groups = Array.from({ length: 900 }, (_, at) => `  g${at}: [ann@example.com]\n`).join('')
  const directory = `complete: false\npeople:\n  ann@example.com: {}\ngroups:\n${groups}`
  const texts = { ...Object.fromEntries(tenants), 'platform/directory.yaml': directory }
  const model = modelOf(begin(filesOf(texts)), [], context)
  if (!model) throw new Error('the files can be read')
  const names = namesOf(model)
  expect([names.tenant, names.group?.length]).toEqual([undefined, 900])
  const text = editorSchemas(names).get('tenant.json') ?? ''
  expect(text).not.toContain('ann@')
  expect(text.length).toBeLessThan(200_000)
})
