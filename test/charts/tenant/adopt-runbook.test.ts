import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from '../../support/command.ts'

const root = mkdtempSync(join(tmpdir(), 'tenantry adopt '))
const there = join(root, 'there')
const log = join(root, 'log')

/** A kubectl that knows which namespaces there are, and which of them git has. */
const kubectl = `#!/bin/sh
echo "$@" >> '${log}'
case "$*" in
  'get namespace '*' --ignore-not-found --output name') [ ! -f '${there}'/$3 ] || echo "namespace/$3" ;;
  'get namespace '*managed-by*) cat '${there}'/$3 ;;
  'wait profiles.kubeflow.org ben '*) exit 1 ;;
esac
`

beforeAll(() => {
  cpSync('test/src/imports/forty', root, { recursive: true })
  mkdirSync(there)
  mkdirSync(join(root, 'bin'))
  writeFileSync(join(root, 'bin/kubectl'), kubectl)
  chmodSync(join(root, 'bin/kubectl'), 0o755)
  for (const name of ['ada', 'ben', 'churn']) writeFileSync(join(there, name), '')
})

afterAll(() => rmSync(root, { recursive: true }))

function run(script: string, ...args: readonly string[]) {
  writeFileSync(log, '')
  writeFileSync(join(root, 'adopt.sh'), script)
  const env = { ...process.env, PATH: `${join(root, 'bin')}${delimiter}${process.env.PATH}` }
  const told = execFileSync('sh', [join(root, 'adopt.sh'), ...args], { env, encoding: 'utf8' })
  const lines = readFileSync(log, 'utf8').trim().split('\n')
  return {
    told,
    changes: lines.filter(line => /^(patch|annotate|label|--namespace|wait)/.test(line))
  }
}

test('adopts all namespaces by one script, which can be run again at any time', async () => {
  const { status, stdout: script } = await call(['adopt', '--root', root])
  expect(status).toBe(0)
  const first = run(script, 'before')
  expect(first.told).toContain('ada: may be merged\n')
  expect(first.told).toContain('cleo: is not there yet, so git makes it\n')
  expect(first.changes.map(line => line.split(' ').slice(0, 3).join(' '))).toEqual(
    ['ada', 'ben', 'churn'].flatMap(name =>
      ['patch', 'annotate', 'label'].map(verb => `${verb} namespace ${name}`)
    )
  )
  expect(run(script, 'before')).toEqual(first)
  writeFileSync(join(there, 'ada'), 'tenantry')
  expect(run(script, 'before').told).toContain('ada: git has it already\n')
})

test('waits after the merge, and wakes the controller once if any namespace is late', async () => {
  const { stdout: script } = await call(['adopt', 'ada', 'ben', 'churn', '--root', root])
  for (const name of ['ada', 'ben']) writeFileSync(join(there, name), 'tenantry')
  const { told, changes } = run(script, 'after')
  expect(told).toContain('ada: is done\n')
  expect(told).toContain('churn: git does not have it yet\n')
  const verbs = changes.map(
    line => line.replace(/^--namespace (\S+) (\S+).*$/, '$2 $1').split(' --')[0]
  )
  expect(verbs.filter(verb => verb?.startsWith('wait'))).toEqual([
    'wait profiles.kubeflow.org ada',
    'wait profiles.kubeflow.org ben'
  ])
  expect(verbs.filter(verb => verb === 'rollout kubeflow')).toHaveLength(1)
})

test('does nothing without a step', async () => {
  const { stdout: script } = await call(['adopt', '--root', root])
  expect(() => run(script)).toThrow()
  expect(readFileSync(log, 'utf8')).toBe('')
})
