import { isUtf8 } from 'node:buffer'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { judge } from '../../../charts/changes/changes.ts'
import type { compileInPage } from '../../../charts/compile-in-page.ts'
import { buildPage } from '../../../scripts/bundle/page.mjs'
import { tenantSchemas } from '../../../scripts/system/tenant-schemas.ts'
import { compile } from '../../../src/compile.ts'
import { arrange } from '../../../src/diagnostics/collect.ts'
import { type Files, readTree } from '../../../src/files/disk.ts'
import { toJson } from '../../../src/reporters/json-output.ts'
import { acme } from '../../support/acme.ts'
import { filesInCase } from '../../support/cases/files-in-case.ts'
import { changeOf } from '../../support/change.ts'
import { linesOf, touchedIn } from '../../support/touched-in-case.ts'

type Asked = Parameters<typeof compileInPage>[0]
type Answer = ReturnType<typeof compileInPage>

const today = '2026-06-15'
const schemas = tenantSchemas()
const platform = readTree('test', ['platform'])
let page: Awaited<ReturnType<typeof buildPage>>
let ask: (asked: Omit<Asked, 'schemas' | 'today'>) => Answer

// A browser has these three, and nothing of Node's. What goes in and out is JSON, as in a worker.
beforeAll(async () => {
  page = await buildPage()
  const context = createContext({ TextEncoder, TextDecoder, URL })
  runInContext(page.text, context)
  runInContext('ask = text => JSON.stringify(tenantry.compileInPage(JSON.parse(text)))', context)
  ask = asked => JSON.parse(context.ask(JSON.stringify({ ...asked, schemas, today })))
})

// A byte-order mark is part of the text.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

function textsOf(files: Files): Record<string, string> {
  const texts = [...files].map(([path, file]) => {
    return [path, file.kind === 'file' ? decoder.decode(file.bytes) : ''] as const
  })
  return Object.fromEntries(texts)
}

test('it is small, and takes nothing from Node', () => {
  expect(gzipSync(page.text, { level: 9 }).length).toBeLessThan(250_000)
  expect(gzipSync(JSON.stringify(schemas), { level: 9 }).length).toBeLessThan(100_000)
  expect(
    page.inputs.filter(path => /cdk8s|constructs|^src\/files\/disk|^scripts\/(?!bundle)/.test(path))
  ).toEqual([])
  expect(page.text).not.toMatch(/\brequire\(["']|from ?["']node:|\bprocess\.(?!env\b)/)
})

const cases = readdirSync('test/cases').map(name => join('test/cases', name))

/** What is beside the texts that a person could write into a page: overlays, exports, another version. */
const elsewhere = ['export', 'found.json', 'kustomize', 'generated']

/** Whether the mistake is in texts alone; the others are found by other commands, or are in bytes. */
function isText(folder: string): boolean {
  const files = [...filesInCase(folder)]
  const removed = linesOf(folder, 'removed.txt')
  return (
    !elsewhere.some(name => existsSync(join(folder, name))) &&
    !removed.some(path => path.startsWith('kustomize/')) &&
    files.every(([, file]) => file.kind === 'file' && isUtf8(file.bytes))
  )
}

/** Each as the page and as a command on this machine judge it. */
test('it finds what CI finds, in the same words and places, in every case', () => {
  const judged = cases.filter(isText).map(folder => {
    const files = filesInCase(folder)
    const touched = linesOf(folder, 'touched.txt')
    const base = existsSync(join(folder, 'base')) && filesInCase(join(folder, 'base'))
    const { model, diagnostics } = compile(files, { today, touched: touchedIn(folder) })
    const harm = base && model ? judge(changeOf(base, files)) : []
    const texts = textsOf(files)
    const before = textsOf(readTree(join(folder, 'before')))
    const answer = ask({ files: texts, touched, before, ...(base && { base: textsOf(base) }) })
    expect(answer.report, folder).toEqual(toJson(arrange([...diagnostics, ...harm])))
    if (!base) expect(`${answer.text}`, folder).toBe(read(join(folder, 'diagnostics.txt')))
    return folder
  })
  expect(judged.length).toBeGreaterThan(cases.length * 0.9)
})

test.each(readdirSync('test/golden'))('it makes the objects of %s', name => {
  const folder = join('test/golden', name)
  const files = textsOf(new Map([...platform, ...readTree(folder, ['tenants', 'platform'])]))
  const { tenants } = ask({ files, touched: Object.keys(files) })
  expect(tenants.length).toBeGreaterThan(0)
  for (const { path, text } of tenants.flatMap(each => each.files)) {
    expect(text).toBe(read(join(folder, path)))
  }
})

test('it says the effective quota of what is touched, and makes nothing else', () => {
  const files = { ...textsOf(readTree(acme)), 'tenants/rain.yaml': 'owner: grace@example.com\n' }
  const { report, tenants } = ask({ files, touched: ['tenants/rain.yaml'] })
  expect(report.summary.errors).toBe(0)
  expect(tenants.map(({ name, cluster }) => `${name} on ${cluster}`)).toEqual([
    'rain on production',
    'rain on staging'
  ])
  const amounts = tenants[0]?.quota.map(({ field, amount }) => `${field} ${amount}`)
  expect(amounts).toEqual(expect.arrayContaining(['cpu 32', 'memory 128Gi', 'gpu 1']))
})

function read(path: string): string {
  return readFileSync(path, 'utf8')
}
