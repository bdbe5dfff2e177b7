import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { context } from '../scripts/ci/forge.ts'
import { groups } from '../scripts/system/commands.mjs'
import { commitAll, configure, git, inherited, write } from './support/command.ts'

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: unknown
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>
}

type Step = Readonly<Partial<Record<'id' | 'run' | 'uses', string>>> & { readonly with?: unknown }

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

const read = (path: string) => readFileSync(path, 'utf8')
const workflows = ['.github/workflows', 'company/_github/workflows'].flatMap(folder =>
  readdirSync(folder).map(file => `${folder}/${file}`)
)

test.each([...workflows, 'action.yml'])('%s pins the actions of others by commit', path => {
  const used = [...read(path).matchAll(/^ *(?:- )?uses: (.*)$/gm)].map(([, action = '']) => action)
  expect(used.length).toBeGreaterThan(0)
  for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d/)
})

test.each(workflows.filter(path => path.startsWith('company/')))(
  '%s has no shell but single commands',
  path => {
    const { jobs } = load(read(path)) as Workflow
    const lines = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines)
      expect(line).toMatch(
        /^(npm ci|npx tenantry)( [\w/.=-]+| "\$[A-Z]+"| \{\{cluster\}\})*( > plan\.html)?$/
      )
  }
)

test('the job that has a token for a change of strangers takes no file of it', () => {
  const text = read('company/_github/workflows/tenantry-plan.yaml')
  const { on, permissions, jobs } = load(text) as Workflow
  expect(Object.keys(on)).toEqual(['pull_request_target'])
  expect(permissions).toEqual({ contents: 'read', 'pull-requests': 'write' })
  const checkout = jobs.plan?.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))
  // Without a `ref`, it is the base branch.
  expect(checkout?.with).toEqual({ 'fetch-depth': 0 })
  expect(text.match(/\$\{\{.*?\}\}/g)).toEqual([
    '${{ github.event.number }}',
    '${{ github.token }}'
  ])
})

test.each(['tenantry', 'tenantry-plan'])('%s also runs when the base is another', name => {
  const { on } = load(read(`company/_github/workflows/${name}.yaml`)) as Workflow
  const [event] = Object.values(on)
  expect(event).toEqual({ types: ['opened', 'synchronize', 'reopened', 'edited'] })
})

test('the report is written of what is merged, by a job that may only read, and published nowhere', () => {
  const text = read('company/_github/workflows/tenantry-report.yaml')
  const { on, permissions, jobs } = load(text) as Workflow
  expect(Object.keys(on)).toEqual(['push', 'workflow_dispatch'])
  expect(permissions).toEqual({ contents: 'read' })
  expect(jobs.report).toMatchObject({
    if: 'github.ref_name == github.event.repository.default_branch'
  })
  expect(text).not.toMatch(/pages:|deploy|token/)
  expect(read('company/_gitignore')).toContain('/report/\n')
})

test('the check of a company has the name that is reported for a commit that a job pushed', () => {
  const { jobs } = load(read('company/_github/workflows/tenantry.yaml')) as Workflow
  expect(Object.keys(jobs)).toEqual([context])
})

test('the component for GitLab has the jobs that `init` writes', () => {
  const [, component = ''] = read('templates/tenantry.yml').split('\n---\n')
  const written = component
    .replace('$[[ inputs.image ]]', 'node:24')
    .replace('$[[ inputs.cluster ]]', '{{cluster}}')
    .replaceAll('  stage: $[[ inputs.stage ]]\n', '')
  expect(written).toBe(read('company/_gitlab-ci.yml'))
})

test('both forges run the same commands every night', () => {
  const proposed = (path: string) => read(path).match(/(?<=--propose ).*$/gm)
  const [github, gitlab] = [
    'company/_github/workflows/tenantry-nightly.yaml',
    'company/_gitlab-ci.yml'
  ].map(path => proposed(path)?.map(line => line.replace(/"\$\w+"/, '<variable>')))
  expect(github).toEqual(gitlab)
  expect(github?.map(line => line.split(' ')[0])).toEqual([
    'tenantry/expire',
    'tenantry/directory',
    'tenantry/drift'
  ])
})

test('the hooks for pre-commit call commands that there are', () => {
  const hooks = load(read('.pre-commit-hooks.yaml')) as readonly { readonly entry: string }[]
  const names = Object.values(groups).flatMap(Object.keys)
  const called = hooks.map(({ entry }) => entry.split(' ').at(-1))
  expect(called.filter(name => !names.includes(name ?? ''))).toEqual([])
})

test('the image builds the programs of tools/go.mod', () => {
  const [, programs = ''] = /go build -o \/programs\/ (.*)/.exec(read('Dockerfile')) ?? []
  const pinned = [...read('tools/go.mod').matchAll(/^\t(\S+)$/gm)].map(([, tool]) => tool)
  expect(programs.split(' ')).toHaveLength(2)
  for (const program of programs.split(' ')) expect(pinned).toContain(program)
})
