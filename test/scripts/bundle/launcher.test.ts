import { type ExecFileException, execFile } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

interface Outcome {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

let home = ''

// A separate checkout with one command, so that the real bundle is not touched.
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'tenantry launcher '))
  for (const folder of ['src', 'charts', 'site', 'scripts', 'schemas', 'node_modules'])
    mkdirSync(join(home, folder))
  cpSync('scripts/run.mjs', join(home, 'scripts/run.mjs'))
  cpSync('scripts/bundle', join(home, 'scripts/bundle'), { recursive: true })
  for (const file of ['package.json', 'tsconfig.json']) cpSync(file, join(home, file))
  for (const name of ['esbuild', '@esbuild']) {
    symlinkSync(join(process.cwd(), 'node_modules', name), join(home, 'node_modules', name))
  }
  write('src/word.ts', "export const word = 'first'\n")
  write(
    'scripts/tenantry.ts',
    "import { word } from '../src/word.ts'\nconsole.log(word, ...process.argv.slice(2))\n"
  )
})

afterEach(() => rmSync(home, { recursive: true }))

function write(file: string, text: string): void {
  writeFileSync(join(home, file), text)
}

function run(...args: string[]): Promise<Outcome> {
  return new Promise(resolve => {
    const done = (error: ExecFileException | null, stdout: string, stderr: string) =>
      resolve({ status: Number(error?.code ?? 0), stdout, stderr })
    execFile(process.execPath, [join(home, 'scripts/run.mjs'), ...args], done)
  })
}

test('starts a command from a bundle that is built once', async () => {
  expect(await run('say', 'it', '--loud')).toMatchObject({
    status: 0,
    stdout: 'first say it --loud\n'
  })
  const built = readdirSync(join(home, 'dist'))
  expect(await run('say')).toMatchObject({ status: 0, stdout: 'first say\n' })
  expect(readdirSync(join(home, 'dist'))).toEqual(built)
})

test('notices changed, new and removed sources at the next start', async () => {
  await run('say')
  write('src/word.ts', "export { word } from './other.ts'\n")
  write('src/other.ts', "export const word = 'second'\n")
  expect(await run('say')).toMatchObject({ stdout: 'second say\n' })
  rmSync(join(home, 'src/other.ts'))
  expect(await run('say')).toMatchObject({ status: 1, stderr: expect.stringContaining('other.ts') })
})

test('notices a changed text of a case, which is part of the bundle', async () => {
  for (const folder of ['scripts/explain', 'test/cases/slip']) {
    mkdirSync(join(home, folder), { recursive: true })
  }
  write('scripts/explain/cases.ts', 'export const cases = {}\n')
  write(
    'scripts/tenantry.ts',
    "import { cases } from './explain/cases.ts'\nconsole.log(cases.slip.about)\n"
  )
  write('test/cases/slip/diagnostics.txt', '')
  write('test/cases/slip/README.md', 'Why.')
  expect(await run('tell')).toMatchObject({ stdout: 'Why.\n' })
  write('test/cases/slip/README.md', 'Why not.')
  expect(await run('tell')).toMatchObject({ stdout: 'Why not.\n' })
})

test('builds one bundle for several commands that start at once', async () => {
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => run('say')))
  expect(outcomes.map(({ status, stdout }) => [status, stdout])).toEqual(
    Array(4).fill([0, 'first say\n'])
  )
  expect(readdirSync(join(home, 'dist'))).toHaveLength(1)
})

test('says what to run if packages are missing', async () => {
  rmSync(join(home, 'node_modules/esbuild'))
  expect(await run('say')).toMatchObject({ status: 2, stderr: expect.stringContaining('`npm ci`') })
})
