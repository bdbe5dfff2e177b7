import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { inWords } from '../../../scripts/validate/judge-some.ts'
import { begin, compile } from '../../../src/compile.ts'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { judgeAmong } from '../../../src/judge-among.ts'
import { touching } from '../../../src/touching.ts'
import { filesInCase } from '../../support/cases/files-in-case.ts'
import { call, example, inherited } from '../../support/command.ts'
import { filesOf, summary } from '../../support/compile-texts.ts'
import { slow } from '../../support/runs.ts'
import { touchedIn } from '../../support/touched-in-case.ts'

const today = '2026-06-15'
const root = example()

function edit(path: string, change: (text: string) => string): void {
  const place = join(root, path)
  writeFileSync(place, change(readFileSync(place, 'utf8')))
}

const on = (path: string) => (one: Diagnostic) => one.at.source.path === path

/** Cases about one file of a tenant, in which nothing but files of the repository is wrong. */
const cases = readdirSync('test/cases')
  .map(name => join('test/cases', name))
  .filter(
    folder =>
      !['base', 'export', 'kustomize', 'found.json'].some(name => existsSync(join(folder, name)))
  )

test('the same is found in a file alone as in all files together', () => {
  // Each case takes a tenth of a second.
  const tried = cases.filter((_, index) => slow || index % 4 === 0)
  const judged = tried.flatMap(folder => {
    const files = filesInCase(folder)
    const context = { today, touched: touchedIn(folder) }
    const all = compile(files, context).diagnostics
    const wrong = new Set(
      all.map(({ at }) => at.source.path).filter(path => /^tenants\/.*\.yaml$/.test(path))
    )
    return [...wrong].map(path => {
      const some = judgeAmong(files, [path], { ...context, settled: true }).diagnostics
      const told = (list: readonly Diagnostic[]) => list.filter(on(path)).map(summary)
      return { path: `${folder}/${path}`, all: told(all), some: told(some) }
    })
  })
  expect(judged.length).toBeGreaterThan(40)
  expect(judged.map(({ path, some }) => ({ path, found: some }))).toEqual(
    judged.map(({ path, all }) => ({ path, found: all }))
  )
})

test('files that name the same share, or that name each other, are judged together', () => {
  const volumes = 'volumes: [{name: a, size: 1Gi, share: maps}]\n'
  const files = filesOf({
    'tenants/one.yaml': `owner: ann@example.com\n${volumes}`,
    'tenants/two.yaml': `owner: ann@example.com\n${volumes}`,
    'tenants/three.yaml': 'owner: ann@example.com\nnetwork: {from: [{tenant: one}]}\n',
    'tenants/four.yaml': 'owner: ann@example.com\n'
  })
  const named = new Set(['tenants/one.yaml'])
  const { placed } = begin(files, path => named.has(path))
  const others = ['tenants/two.yaml', 'tenants/three.yaml']
  expect([...touching(files, named, placed)].sort()).toEqual([...named, ...others].sort())
})

test('only what is named is told, with the exit code of that', async () => {
  const [good, bad] = ['tenants/forecast.yaml', 'tenants/smallest.yaml']
  edit(bad, text => `${text}quota: xl\n`)
  edit('tenants/carol.yaml', text => `${text}state: gone\n`)
  const wrong = await call(['validate', '--root', root, bad])
  expect(wrong).toMatchObject({ status: 1, stdout: '' })
  expect(wrong.stderr).toContain('error[unknown-preset]: there is no preset `xl`')
  expect(wrong.stderr).toContain('1 error in 1 file')
  const right = await call(['validate', '--root', root, good])
  expect(right).toMatchObject({ status: 0, stderr: '' })
  expect(right.stdout).toMatch(
    /^tenants\/forecast\.yaml.*, of 7 files in tenants\/, no mistakes\n$/
  )
  const team = await call(['validate', '--root', root, 'tenants/ds-delta/'])
  expect(team).toMatchObject({ status: 0, stderr: '' })
  const platform = await call(['validate', '--root', root, 'platform/policy.yaml'])
  expect(platform.stderr).toContain('2 errors in 2 files')
})

test('files are found from any folder, and by their whole path', async () => {
  const place = join(root, 'tenants/forecast.yaml')
  const named = await call(['validate', '--root', root, 'forecast'])
  expect(named.stdout).toMatch(/^tenants\/forecast\.yaml/)
  expect((await call(['validate', place])).stdout).toMatch(/^tenants\/forecast\.yaml/)
  const script = join(process.cwd(), 'scripts/run.mjs')
  const args = [script, 'validate', 'forecast.yaml', '../tenants/ds-delta']
  const options = { cwd: join(root, 'tenants'), env: inherited(), encoding: 'utf8' } as const
  expect(execFileSync(process.execPath, args, options)).toMatch(
    /^\d files? .*in tenants\/, no mistakes\n$/
  )
})

test('a file that is gone while somebody watches it is told as gone', () => {
  const files = filesOf({ 'tenants/one.yaml': 'owner: ann@example.com\n' })
  const context = { today, touched: new Set<string>(), settled: true }
  const gone = ['tenants/two.yaml']
  const { judged } = judgeAmong(files, gone, context)
  expect(inWords(files, gone, judged)).toBe('tenants/two.yaml (gone), of 1 file in tenants/')
})

test('all files are judged from within tenants/, where other commands say where to go', () => {
  const own = example()
  onTestFinished(() => rmSync(own, { recursive: true }))
  const inTenants = (name: string) =>
    spawnSync(process.execPath, [join(process.cwd(), 'scripts/run.mjs'), name, '--today', today], {
      cwd: join(own, 'tenants'),
      env: inherited(),
      encoding: 'utf8'
    })
  expect(inTenants('validate').stdout).toMatch(/^\d+ tenants on 2 clusters/)
  const words =
    'error: `.` is inside the folder with tenants/ and platform/: run it there, or write `--root ..`\n'
  for (const name of ['generate', 'plan']) {
    const { status, stderr } = inTenants(name)
    expect([name, status, stderr]).toEqual([name, 2, words])
  }
  expect(existsSync(join(own, 'tenants/.cache'))).toBe(false)
})

test.each([
  ['tenants/forcast.yaml', 'is not there; did you mean `tenants/forecast.yaml`?'],
  ['tenants/pricing.yaml', 'is not there; did you mean `tenants/commerce/pricing.yaml`?'],
  ['smalest', 'is not there; did you mean `tenants/smallest.yaml`?'],
  ['README.md', 'is no file of tenants/ or platform/; name a tenant, a file or a folder']
])('%s is refused with a guess', async (file, words) => {
  const { status, stderr } = await call(['validate', '--root', root, file])
  expect({ status, first: stderr.split('\n')[0] }).toEqual({
    status: 2,
    first: `error: \`${file}\` ${words}`
  })
})
