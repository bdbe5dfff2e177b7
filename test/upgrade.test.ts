import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyAcme } from './support/acme.ts'
import { filesIn } from './support/command.ts'
import { slow } from './support/runs.ts'

// A separate checkout whose sources can be edited.
const home = mkdtempSync(join(tmpdir(), 'tenantry upgrade '))
afterAll(() => rmSync(home, { recursive: true }))

const folders = ['src', 'charts', 'site', 'scripts', 'schemas']

beforeAll(() => {
  for (const name of [...folders, 'package.json', 'tsconfig.json'])
    cpSync(name, join(home, name), { recursive: true })
  copyAcme(home)
  symlinkSync(join(process.cwd(), 'node_modules'), join(home, 'node_modules'))
})

/** The output, or the error. */
function generate(): Promise<string> {
  const args = [join(home, 'scripts/run.mjs'), 'generate', '--today', '2026-06-15']
  return new Promise(resolve => {
    execFile(process.execPath, args, { cwd: home }, (error, stdout, stderr) => {
      resolve(error ? stderr : stdout)
    })
  })
}

function change(file: string, [from, to]: readonly [string, string]): void {
  const text = readFileSync(join(home, file), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(home, file), text.replace(from, to))
}

const changes = [
  ['charts/tenant/network.ts', ["'default-deny'", "'deny-all'"]],
  ['src/yaml/dump.ts', ["['apiVersion', 'kind', 'metadata']", "['kind', 'apiVersion', 'metadata']"]]
] as const

test.each(slow ? changes : changes.slice(0, 1))(
  'a change of %s affects everything that the next run writes',
  async (file, [from, to]) => {
    await generate()
    const before = filesIn(home)
    expect(await generate()).toContain('nothing changed')
    change(file, [from, to])
    await generate()
    const warm = filesIn(home)
    expect(warm).not.toEqual(before)
    for (const folder of ['.cache', 'generated']) rmSync(join(home, folder), { recursive: true })
    await generate()
    expect(filesIn(home)).toEqual(warm)
    change(file, [to, from])
  }
)

test('the schemas of Kubernetes are part of the compiler', async () => {
  const schema = 'schemas/objects/v1/limitrange_v1.json'
  await generate()
  expect(await generate()).toContain('nothing changed')
  change(schema, ['{', '{"unheard-of": true, '])
  expect(await generate()).toContain('a schema uses unheard-of')
})
