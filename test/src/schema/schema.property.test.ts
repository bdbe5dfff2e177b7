import { Ajv } from 'ajv'
import { build } from 'esbuild'
import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { validators } from '../../../scripts/bundle/validators.mjs'
import { examine } from '../../../src/documents/examine.ts'
import type { kinds } from '../../../src/documents/file-kinds.ts'
import { editorSchemas } from '../../../src/reference/editor-schemas.ts'
import { keywords } from '../../../src/schema/keywords.ts'
import { bent } from '../../support/random/bent-examples.ts'
import { parsing } from '../../support/runs.ts'

test.each(bent)('editors report nothing in a %s that we accept', (name, schema, written) => {
  const text = editorSchemas().get(`${name}.json`) ?? ''
  const validate = new Ajv({ strict: false }).compile(JSON.parse(text))
  fc.assert(
    fc.property(written, value => {
      if (examine(schema, value).findings.length > 0) return
      expect(validate(value), JSON.stringify(validate.errors)).toBe(true)
    }),
    parsing
  )
})

// ajv alone knows nothing of parts or of branches that the author did not mean.
const plain = new Ajv({
  strict: false,
  ownProperties: true,
  keywords: Object.entries(keywords).map(([keyword, validate]) => ({
    keyword,
    validate,
    ...(keyword !== 'form' && { type: 'object' })
  }))
})

test.each(bent)('something is found in a %s if ajv rejects it as a whole', (_, schema, written) => {
  const validate = plain.compile(schema)
  fc.assert(
    fc.property(written, value => {
      expect(examine(schema, value).findings.length === 0).toBe(validate(value))
    }),
    parsing
  )
})

test.each(bent)(
  'the random examples of a %s include valid and invalid ones',
  (_, schema, written) => {
    const values = fc.sample(written, { numRuns: 300, seed: inject('seed') })
    const good = values.filter(value => examine(schema, value).findings.length === 0)
    expect(Math.min(good.length, values.length - good.length)).toBeGreaterThan(30)
  }
)

/** Loads the validators as commands do, compiled by ajv in advance. */
async function bundled(): Promise<{ examine: typeof examine; kinds: typeof kinds }> {
  const contents = `export { examine } from './src/documents/examine.ts'; export { kinds } from './src/documents/file-kinds.ts'`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    plugins: [validators]
  })
  const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64')
  return import(`data:text/javascript;base64,${code}`)
}

test('a command finds the same in the bundle', async () => {
  const command = await bundled()
  for (const [name, schema, written] of bent) {
    const its = command.kinds[name as keyof typeof kinds]
    fc.assert(
      fc.property(written, value => {
        expect(command.examine(its, value)).toEqual(examine(schema, value))
      }),
      parsing
    )
  }
})
