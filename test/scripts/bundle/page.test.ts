import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import type { Answer, Request, World } from '../../../charts/compile-in-page.ts'
import { buildPage } from '../../../scripts/bundle/page.mjs'
import { tenantSchemas } from '../../../scripts/system/tenant-schemas.ts'
import { formOf, rootOf } from '../../../site/request/form-fields.ts'
import { opened, type Value } from '../../../site/request/form-values.ts'
import { shownIn } from '../../../site/request/mistake-places.ts'
import { readTree } from '../../../src/files/disk.ts'
import { below, file } from '../../../src/reference/all-fields.ts'
import { acme } from '../../support/acme.ts'
import { filesWithMistakes, textsOf } from '../../support/cases/files-with-mistakes.ts'

const today = '2026-06-15'
const schemas = tenantSchemas()
const platform = readTree('test', ['platform'])
let page: Awaited<ReturnType<typeof buildPage>>
let ask: (world: Omit<World, 'schemas'>, request: Request) => Answer

const thread = `ask = text => {
  const [world, request] = JSON.parse(text)
  let told
  globalThis.postMessage = message => { told = message }
  onmessage({ data: { world: { ...world, schemas } } })
  onmessage({ data: { request } })
  return JSON.stringify(told)
}`

// A thread of a browser has these, and nothing of Node's. What goes in and out is plain data.
beforeAll(async () => {
  page = await buildPage()
  const context = createContext({ TextEncoder, TextDecoder, URL })
  runInContext(page.text, context)
  runInContext(thread, context)
  runInContext(`schemas = ${JSON.stringify(schemas)}`, context)
  ask = (world, request) => {
    const told = JSON.parse(context.ask(JSON.stringify([world, request])))
    if ('bug' in told) throw new Error(told.bug)
    return told.answer
  }
})

test('it is small, and takes nothing from Node', () => {
  expect(gzipSync(page.text, { level: 9 }).length).toBeLessThan(250_000)
  expect(gzipSync(JSON.stringify(schemas), { level: 9 }).length).toBeLessThan(100_000)
  expect(
    page.inputs.filter(path => /cdk8s|constructs|^src\/files\/disk|^scripts\/(?!bundle)/.test(path))
  ).toEqual([])
  expect(page.text).not.toMatch(/\brequire\(["']|from ?["']node:|\bprocess\.(?!env\b)/)
})

test('it finds what `validate` finds, in the same words and places, in every case', () => {
  const all = filesWithMistakes()
  expect(all.length).toBeGreaterThan(150)
  for (const { folder, world, request, report, text } of all) {
    const answer = ask(world, request)
    expect(besideFields(answer, request), folder).not.toMatch(aboutFiles)
    expect(answer.report, folder).toEqual(report)
    expect(answer.text, folder).toBe(text)
    expect(answer.drawn.length).toBe(report.diagnostics.length)
  }
})

const form = formOf({ names: {}, sizes: {}, usualSize: null })

/** Only somebody who writes the text themselves can make these. */
const typed = /^(invalid-(document|yaml|type|encoding)|unknown-field)$/

/** The form shows neither files nor a terminal. A folder that is no team cannot be chosen. */
const aboutFiles = /npx tenantry|the file\b(?! to its)|this line|add a line/

/** What the form says beside its fields. */
function besideFields(answer: Answer, { path }: Request): string {
  const value = opened(form, answer.value as Value)
  const { diagnostics } = answer.report
  const kept = diagnostics.flatMap(({ code }, at) => (typed.test(code) ? [] : [at]))
  const at = <T>(list: readonly T[]) => list.filter((_, index) => kept.includes(index))
  const made = {
    ...answer,
    report: { ...answer.report, diagnostics: at(diagnostics) },
    drawn: at(answer.drawn)
  }
  const shown = shownIn(made, path, [rootOf(form), value])
  const own = shown.filter(({ place }) => place !== 'elsewhere')
  return own.map(({ words }) => `${words.message} ${words.help}`).join('\n')
}

/** The help that the form gives, for fields of a file that belongs to Grace. */
function helpFor(fields: string): readonly (string | null)[] {
  const request = { ...rain, text: `owner: grace@example.com\n${fields}` }
  const answer = ask({ files: textsOf(readTree(acme)) }, request)
  const value = opened(form, answer.value as Value)
  return shownIn(answer, rain.path, [rootOf(form), value]).map(({ words }) => words.help)
}

test('the form says what to do about a field that does not exist', () => {
  expect(helpFor('qoata: small\n')).toEqual(['did you mean `quota`?'])
  const [help] = helpFor('zzzz: small\n')
  expect(help).toMatch(/^Take it out, or write one of these names instead: .+, or `[a-z]+`\.$/)
  for (const name of fieldsOfTenant) expect(help).toContain(` \`${name}\``)
  expect(helpFor('members: [{user: bob@example.com, role: view, zzzz: 1}]\n')).toEqual([
    'Take it out, or write one of these names instead: `user`, `group`, `team`, `serviceAccount`, `tenant`, `role`, `until`, or `notebooks`.'
  ])
})

const fieldsOfTenant = below(file('tenant'))
  .map(({ path }) => path)
  .filter(path => path !== '' && !path.includes('.'))

test('where the check names a command, the form says where the same stands', () => {
  const help = 'What belongs here stands below the name of the field.'
  expect(helpFor('quota: {cpu: x}\n')).toEqual([help])
})

test.each(readdirSync('test/golden'))('it makes the objects of %s', name => {
  const folder = join('test/golden', name)
  const files = textsOf(new Map([...platform, ...readTree(folder, ['tenants', 'platform'])]))
  const paths = Object.keys(files).filter(path => path.startsWith('tenants/'))
  const made = paths.flatMap(path => {
    const { [path]: text = '', ...others } = files
    return ask({ files: others }, { path, text, today }).tenants.flatMap(each => each.files)
  })
  expect(made.length).toBeGreaterThan(0)
  for (const { path, text } of made) {
    expect(text).toBe(readFileSync(join(folder, path), 'utf8'))
  }
})

const rain = {
  path: 'tenants/rain.yaml',
  text: 'owner: grace@example.com\nquota: {gpu: 1}\n',
  today
}

test('it says what the file gives and who says so, and makes nothing else', () => {
  const { report, tenants } = ask({ files: textsOf(readTree(acme)) }, rain)
  expect(report.summary.errors).toBe(0)
  expect(tenants.map(({ name, cluster }) => `${name} on ${cluster}`)).toEqual([
    'rain on production',
    'rain on staging'
  ])
  const amounts = tenants[0]?.facts.map(({ field, value, from, file, line }) => {
    return `${field} ${value} ${from} ${file}:${line}`
  })
  expect(amounts).toEqual(
    expect.arrayContaining([
      'quota.gpu 1 tenant tenants/rain.yaml:2',
      'quota.notebooks 20 policy platform/policy.yaml:29',
      'quota.cpu 32 preset medium platform/common.yaml:13'
    ])
  )
})

test('limits that all share are judged, by exact numbers where others might reach them', () => {
  const files = textsOf(readTree(acme))
  const counts = { objects: 790, services: 1, roles: 1, associations: 1 }
  const residents = ['churn', 'forecast', 'smallest'].map(name => {
    return { cluster: 'production', name, file: `tenants/${name}.yaml`, ...counts }
  })
  const codes = (world: Omit<World, 'schemas'>, text: string) => {
    return ask(world, { ...rain, text }).report.diagnostics.map(({ code }) => code)
  }
  expect(codes({ files, residents }, rain.text)).toEqual([])
  const many = Array.from({ length: 810 }, (_, at) => `  - {name: e${at}}\n`).join('')
  const large = `${rain.text}environment:\n${many}`
  expect(codes({ files, residents }, large)).toEqual(['invalid-shards', 'invalid-shards'])
  expect(codes({ files }, large)).toEqual([])
})
