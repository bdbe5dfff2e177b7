import { chmodSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bencher } from '../support/bench.ts'
import { run } from '../support/command.ts'

const { place, scratch, bench } = bencher()

/** The notes say whether a rival's result was equal or not measured. */
const works: Readonly<Record<string, readonly [rows: number, RegExp]>> = {
  start: [4, /^diagnostics for one broken file among 10, from a cold start$/],
  mistakes: [8, /^`validate`, 100.000 unknown names in a file, to 1.000$/],
  small: [2, /^cold `generate`, 6 tenants of 22 objects$/],
  cdk8s: [1, /^one App of cdk8s for all/],
  kustomize: [1, /^`kustomize build` of an overlay per tenant/],
  helm: [2, /^`helm template`, a release per tenant/],
  large: [5, /^cold `generate`, 12 tenants$/],
  changed: [2, /^one tenant changed in 12, `generate`$/],
  questions: [8, /^one tenant changed in 12, `plan`$/],
  roots: [4, /^`kustomize build` of the largest of 1 shards/],
  platform: [6, /^`kustomize build` of production\/certificates/]
}

test('measures everything, finds all results equal, and writes the report', async () => {
  const { status, stdout, rows, notes, faults } = await bench([])
  expect({ status, faults }).toEqual({ status: 0, faults: [] })
  const missing = notes.filter(note => note.includes(' was NOT measured: '))
  for (const [name, [count, first]] of Object.entries(works)) {
    if (missing.some(note => note.startsWith(`${name} `))) continue
    const at = rows.findIndex(({ work }) => first.test(work))
    expect([name, at]).not.toEqual([name, -1])
    const own = rows.slice(at, at + count)
    expect(own).toHaveLength(count)
    for (const { reached } of own) expect(reached).toBeGreaterThan(0)
  }
  const equal = notes.filter(note => note.endsWith(' objects, equal to ours'))
  const rivals = ['cdk8s', 'kustomize', 'helm'].filter(
    name => !missing.some(note => note.startsWith(name))
  )
  expect(equal).toHaveLength(rivals.length)
  for (const { work, verdict } of rows)
    expect(stdout).toMatch(
      new RegExp(`^${work.replace(/[/()[\]*+?.]/g, '\\$&')} .*${verdict}`, 'm')
    )
  for (const note of notes) expect(stdout).toContain(`${note}\n`)
  expect(stdout).toContain(`written to ${join(place, 'report.json')}\n`)
})

test('measures the rows that it is asked for', async () => {
  const { status, rows } = await bench(['start'])
  expect(status).toBe(0)
  expect(rows).toHaveLength(4)
})

test("fails if a rival's objects differ", async () => {
  const helm = join(place, 'helm')
  const script = `#!/bin/sh\n[ "$1" = version ] && echo v0 || echo 'kind: ConfigMap'\n`
  writeFileSync(helm, script)
  chmodSync(helm, 0o755)
  const { status, stderr, faults, rows } = await bench(['helm'], { HELM: helm })
  expect(status).toBe(1)
  expect(rows).toHaveLength(2)
  const [fault = ''] = faults
  expect(fault).toMatch(
    /^helm v0, from HELM: not what we make: 132 of 132 objects are missing, 1 are others/
  )
  expect(stderr).toContain(`error: ${fault}\n`)
})

test('cleans up when it is interrupted', async () => {
  await run(['bench', 'large'], { TMPDIR: scratch }, child => {
    child.stderr?.once('data', () => {
      setTimeout(() => child.kill('SIGTERM'), 1500)
    })
  })
  expect(readdirSync(scratch)).toEqual([])
})
