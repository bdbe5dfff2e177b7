import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { inherited } from './support/command.ts'
import { toolOf } from './support/conform.ts'

const workflows = ['.github/workflows', 'company/_github/workflows'].flatMap(folder =>
  readdirSync(folder).map(file => join(folder, file))
)

test('actionlint finds nothing', context => {
  execFileSync(toolOf('actionlint', context), ['-no-color', ...workflows], { stdio: 'inherit' })
})

const github = workflows.map(file => [file, 'github-workflows'])

test.for([
  ['company/_gitlab-ci.yml', 'gitlab-ci', '--data-transform', 'gitlab-ci'],
  ['action.yml', 'github-actions'],
  ...github
])('%s meets the schema of its forge', ([file = '', schema, ...flags], context) => {
  const args = ['--builtin-schema', `vendor.${schema}`, ...flags, file]
  execFileSync(toolOf('check-jsonschema', context), args, { stdio: 'inherit' })
})

test('check-jsonschema refuses a job for GitLab that is none', context => {
  const file = join(mkdtempSync(join(tmpdir(), 'tenantry ')), 'job.yml')
  writeFileSync(file, 'check:\n  scripts: [true]\n  script: 1\n')
  const args = ['--builtin-schema', 'vendor.gitlab-ci', file]
  const { status } = spawnSync(toolOf('check-jsonschema', context), args)
  rmSync(dirname(file), { recursive: true })
  expect(status).toBe(1)
})

test('hadolint finds nothing in the Dockerfile', context => {
  execFileSync(toolOf('hadolint', context), ['Dockerfile'], { stdio: 'inherit' })
})

test('the Dockerfile packs and installs what then runs', () => {
  const place = mkdtempSync(join(tmpdir(), 'tenantry-'))
  const lines = [...readFileSync('Dockerfile', 'utf8').matchAll(/^RUN (.*)$/gm)]
  const commands = lines.flatMap(([, line = '']) => line.split(' && '))
  const own = commands.filter(line => /^(mkdir|npm (pack|install)) /.test(line))
  expect(own).toHaveLength(3)
  for (const line of own) {
    const here = line
      .replaceAll('/package', join(place, 'package'))
      .replace('--global', `--global --prefix ${place}`)
    execFileSync('sh', ['-ec', here], { stdio: 'pipe', env: inherited() })
  }
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const said = execFileSync(join(place, 'bin/tenantry'), ['--version'], { encoding: 'utf8' })
  rmSync(place, { recursive: true })
  expect(said).toBe(`${version}\n`)
})
