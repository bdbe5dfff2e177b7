import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commitAll, configure, git, inherited, write } from './support/command.ts'

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly Readonly<Record<string, string>>[] }>
  >
}

const workflow = load(readFileSync('.github/workflows/ci.yaml', 'utf8')) as Workflow
const choose = workflow.jobs.check?.steps.find(({ id }) => id === 'compiler')?.run ?? ''
const root = mkdtempSync(join(tmpdir(), 'tenantry workflow '))

beforeAll(() => {
  git(root, 'init', '--quiet', '--initial-branch', 'main')
  configure(root)
  write(root, 'src/compile.ts', '')
  commitAll(root)
  git(root, 'update-ref', 'refs/remotes/origin/main', 'HEAD')
})
afterAll(() => rmSync(root, { recursive: true }))

/** What the workflow chooses, as the forge would run it. */
function chosen(base: string): string {
  const output = join(root, '.git/output')
  writeFileSync(output, '')
  const env = { ...inherited(), BASE: base, GITHUB_OUTPUT: output }
  execFileSync('bash', ['-eo', 'pipefail', '-c', choose], { cwd: root, env })
  return readFileSync(output, 'utf8')
}

test('the check runs for pull requests and in a merge queue', () => {
  expect(Object.keys(workflow.on)).toEqual(['pull_request', 'merge_group', 'push'])
})

test.each(['main', 'refs/heads/main'])('a change is judged by the compiler of %s', base => {
  write(root, 'tenants/fraud.yaml', 'owner: alice@example.com\n')
  commitAll(root)
  expect(chosen(base)).toBe('of=base\nref=origin/main\n')
  write(root, 'src/compile.ts', `// ${base}\n`)
  commitAll(root)
  expect(chosen(base)).toBe('of=change\nref=origin/main\n')
  git(root, 'reset', '--quiet', '--hard', 'origin/main')
})
