import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forty } from '../../src/imports/forty.ts'
import { call, configure, git } from '../../support/command.ts'

const root = mkdtempSync(join(tmpdir(), 'tenantry live '))
const dump = join(root, 'dump.json')
const churn = join(root, 'tenants/churn.yaml')

beforeAll(() => {
  cpSync('test/src/imports/forty', root, { recursive: true })
  writeFileSync(dump, JSON.stringify({ kind: 'List', items: forty() }))
  git(root, 'init', '--quiet')
  configure(root)
})

afterAll(() => rmSync(root, { recursive: true }))

test('drift prints a patch that git applies, after which it is gone', async () => {
  writeFileSync(churn, 'owner: lead-churn@example.com\nquota: large\n')
  const { status, stdout } = await call(['drift', dump, '--root', root])
  expect(status).toBe(1)
  expect(stdout).toContain('## Let in by hand\n\n- `churn`: `ada@example.com` has role `edit`;')
  expect(stdout).toContain('- `people-alike`: `a-b@example.com` is not in the proposed change: ')
  const patch = join(root, 'change.patch')
  writeFileSync(patch, stdout.slice(stdout.indexOf('--- a/tenants/churn.yaml')))
  git(root, 'apply', patch)
  expect(readFileSync(churn, 'utf8')).toContain(
    'members:\n  - user: ada@example.com\n    role: edit\n'
  )
  const after = await call(['drift', dump, '--format', 'json', '--root', root])
  const { findings } = JSON.parse(after.stdout) as { findings: { tenant: string }[] }
  expect(findings.some(({ tenant }) => tenant === 'churn')).toBe(false)
})

test('diff says what a sync would change, and writes nothing', async () => {
  const { status, stdout, stderr } = await call(['diff', dump, '--root', root])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toMatch(/^## Connections would end\n/)
  expect(stdout).toContain('## Git would take over\n')
  const lines = stdout.split('\n').filter(line => line.includes('depends on its Profile'))
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^- its Namespace depends on its Profile; .* \(35: ada, ben, /)
})

test.each(['diff', 'drift'])('%s reports a broken dump, and a missing one', async name => {
  writeFileSync(join(root, 'cut.json'), readFileSync(dump, 'utf8').slice(0, 9000))
  const cut = await call([name, join(root, 'cut.json'), '--root', root])
  expect({ status: cut.status, stdout: cut.stdout }).toEqual({ status: 1, stdout: '' })
  expect(cut.stderr).toContain('error[invalid-export]')
  const none = await call([name, '--root', root])
  expect([none.status, none.stderr.split('\n')[0]]).toEqual([
    2,
    'error: a dump is missing: pass its files, or `--context` for kubectl to ask a cluster'
  ])
})
