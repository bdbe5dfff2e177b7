import { mkdirSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPaths } from '../../scripts/cli/sources.ts'
import { type Part, runPart } from '../../scripts/output/compile/part.ts'
import { example, write } from '../support/command.ts'
import { summary } from '../support/compile-texts.ts'

const root = example()
afterAll(() => rmSync(root, { recursive: true }))

beforeAll(() => {
  mkdirSync(`${root}/.cache/tenantry/stage`, { recursive: true })
  // One of each pair refers to the other, which may be compiled before or after it.
  for (let at = 0; at < 6; at++) {
    write(
      root,
      `tenants/more-${at}.yaml`,
      `owner: alice@example.com\nmembers: [{tenant: more-${5 - at}, role: edit}]\n`
    )
  }
})

const alone = () => Promise.resolve([])

function look(most: number): Promise<Part> {
  const settings = { root, clusters: [], today: '2026-06-15', format: 'human' } as const
  const paths = readPaths(settings).filter(path => path.startsWith('tenants/'))
  const isAsked = { has: () => true } as unknown as ReadonlySet<string> // claims to contain every path
  return runPart(
    { root, context: settings, paths, thread: 0, writes: false, asked: isAsked },
    alone,
    most
  )
}

test.each([1, 2, 5])('%i at a time give the same result as all at once', async most => {
  const [whole, parts] = [await look(Infinity), await look(most)]
  expect(parts.done.facts.length).toBeGreaterThan(10)
  expect(parts.done.texts.length).toBeGreaterThan(80)
  for (const what of ['facts', 'texts', 'differences'] as const)
    expect(parts.done[what]).toEqual(whole.done[what])
  expect(parts.done.diagnostics.map(summary)).toEqual(whole.done.diagnostics.map(summary))
  expect(parts.model?.clusters.map(({ name }) => name)).toEqual(
    whole.model?.clusters.map(({ name }) => name)
  )
})

test('one mistake prevents all of them from being written', async () => {
  write(root, 'tenants/more-3.yaml', 'ownr: alice@example.com\n')
  const [whole, parts] = [await look(Infinity), await look(2)]
  expect(parts.done.diagnostics.map(summary)).toEqual(whole.done.diagnostics.map(summary))
  expect(parts.done).toMatchObject({ facts: [], texts: [], staged: [] })
  expect(parts.model).toBeUndefined()
})
