import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import {
  call,
  commitAll,
  example,
  git,
  reset,
  startGenerated,
  write
} from '../../support/command.ts'

const root = example()
const ci = (...args: readonly string[]) => call(['ci', '--root', root, ...args])

beforeAll(() => {
  // Nothing is built here: test/scripts/conform.test.ts does that.
  vi.stubEnv('KUSTOMIZE', '/none')
  for (const name of ['GITHUB_BASE_REF', 'GITHUB_STEP_SUMMARY', 'GITHUB_EVENT_NAME'])
    vi.stubEnv(name, '')
  return startGenerated(root)
})
beforeEach(() => reset(root))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(root, { recursive: true })
})

const edit = (path: string, from: string | RegExp, to: string) => {
  const text = readFileSync(join(root, path), 'utf8')
  expect(text).toMatch(from)
  write(root, path, text.replace(from, to))
}

test('says in a line each what was looked at, and what was not', async () => {
  const { status, stdout, stderr } = await ci()
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toMatch(/^compared with +the change since [0-9a-f]{10}$/m)
  expect(stdout).toMatch(/^tenants\/ and platform\/ +no mistakes$/m)
  expect(stdout).toMatch(/^generated\/ +up to date$/m)
  expect(stdout).toMatch(/^what the engines build +not run: KUSTOMIZE names `\/none`/m)
})

test('judges a change against where the branch left the default branch', async () => {
  git(root, 'checkout', '--quiet', '-b', 'change')
  rmSync(join(root, 'tenants/smallest.yaml'))
  expect(await call(['generate', '--root', root])).toBeDefined()
  commitAll(root)
  const { status, stderr, stdout } = await ci()
  expect(status).toBe(1)
  expect(stderr).toContain('[forbidden-removal]')
  expect(stdout).toMatch(/^what the engines build +not run, because there are mistakes/m)
})

test('GitLab gets one document of mistakes and differences, and the log is for people', async () => {
  edit('tenants/smallest.yaml', /owner: .*/, 'owner: nobody@example.org')
  writeFileSync(join(root, 'generated/notes.txt'), 'mine\n')
  const { status, stdout, stderr } = await ci('--format', 'gitlab')
  expect(status).toBe(1)
  const issues = JSON.parse(stdout) as readonly object[]
  expect(issues).toContainEqual(
    expect.objectContaining({
      severity: 'major',
      location: { path: 'tenants/smallest.yaml', lines: { begin: expect.any(Number) } }
    })
  )
  expect(stderr).toContain('--> tenants/smallest.yaml:')
})

test('a difference of generated/ is an annotation on either forge', async () => {
  writeFileSync(join(root, 'generated/notes.txt'), 'mine\n')
  const gitlab = await ci('--format', 'gitlab')
  expect(gitlab.status).toBe(1)
  expect(JSON.parse(gitlab.stdout)).toMatchObject([
    { check_name: 'extra', location: { path: 'generated/notes.txt', lines: { begin: 1 } } }
  ])
  const github = await ci('--format', 'github')
  expect(github.stdout).toContain('::error file=generated/notes.txt,title=extra::')
})

test('a summary is added to the file that is meant for it, and text of people cannot leave its block', async () => {
  const file = join(root, '.git/summary.md')
  writeFileSync(file, 'before\n')
  edit('tenants/smallest.yaml', /owner: .*/, 'owner: "```<b>@all"')
  expect((await ci('--summary', file)).status).toBe(1)
  const text = readFileSync(file, 'utf8')
  expect(text).toMatch(/^before\n### Tenantry: this cannot be merged yet\n/)
  const [, fence = '', inside = ''] = /^(`{3,})text\n(.*?)\n\1$/ms.exec(text) ?? []
  expect(inside).toContain('@all')
  expect(inside).not.toContain(fence)
})

test('a base that is not there is a mistake on the command line', async () => {
  expect(await ci('--base', 'origin/none')).toMatchObject({ status: 2 })
})
