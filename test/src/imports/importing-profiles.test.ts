import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, filesIn } from '../../support/command.ts'
import { forty } from './forty.ts'

let root = ''
const path = process.env.PATH
const file = 'clusters/production.yaml'

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tenantry profiles '))
  mkdirSync(join(root, 'platform/clusters'), { recursive: true })
  cpSync(join('test/platform', file), join(root, 'platform', file))
})

afterEach(() => {
  process.env.PATH = path
  rmSync(root, { recursive: true })
})

const run = (...args: readonly string[]) => call(['import', 'profiles', ...args, '--root', root])
const dumpOf = (items: readonly object[]) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'List', items })

test('asks a cluster by kubectl, which only gets, and does nothing the second time', async () => {
  const [log, dump, kubectl] = ['log', 'dump.json', 'kubectl'].map(name => join(root, name))
  writeFileSync(dump ?? '', dumpOf(forty()))
  writeFileSync(kubectl ?? '', `#!/bin/sh\necho "$@" >> '${log}'\ncat '${dump}'\n`)
  chmodSync(kubectl ?? '', 0o755)
  process.env.PATH = `${root}${delimiter}${path}`
  const { status, stdout, stderr } = await run('--context', 'old')
  expect(status).toBe(0)
  expect(stderr).toContain('wrote tenants/ada.yaml\n')
  expect(stdout).toMatch(/^# Import of \d+ profiles\n/)
  expect((await run('--context', 'old')).stderr).toBe('nothing changed\n')
  const calls = readFileSync(log ?? '', 'utf8')
    .trim()
    .split('\n')
  expect(new Set(calls)).toEqual(new Set([calls[0]]))
  expect(calls[0]).toMatch(/^--context old get \S+ --all-namespaces --output json$/)
  expect(calls[0]).not.toContain('secret')
  expect((await call(['validate', '--root', root])).status).toBe(0)
})

test('writes nothing of a dump that is broken, and shows nothing of a Secret', async () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'db' },
    data: { password: 'aHVudGVyMg==' }
  }
  const dump = join(root, 'dump.json')
  const before = filesIn(root, '.')
  for (const text of [dumpOf([...forty(), secret]), dumpOf(forty()).slice(0, 20_000)]) {
    writeFileSync(dump, text)
    const { status, stdout, stderr } = await run(dump)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('error[invalid-export]')
    expect(stderr).toContain('nothing was changed')
    expect(stderr).not.toContain('aHVudGVy')
  }
  rmSync(dump)
  expect(filesIn(root, '.')).toEqual(before)
  expect(existsSync(join(root, 'tenants'))).toBe(false)
})

test.each([
  [[], 'a dump is missing: pass its files, or `--context` for kubectl to ask a cluster'],
  [
    ['x.yaml', '--context', 'old'],
    'pass files, or `--context` for kubectl to ask a cluster, and not both'
  ],
  [['x.yaml', '--from', 'csv'], '`import profiles` does not take `--from`']
])('reports %j in one line, and exits with 2', async (args, sentence) => {
  const { status, stderr } = await run(...args)
  expect([status, stderr.split('\n')[0]]).toEqual([2, `error: ${sentence}`])
})

test('names what is no file, and exits with 1 where nobody gets one', async () => {
  const sentence = async (path: string) => (await run(path)).stderr.split('\n')[0]
  expect(await sentence(join(root, 'none'))).toBe(
    `error: there is no file \`${join(root, 'none')}\``
  )
  expect(await sentence(root)).toBe(`error: \`${root}\` is a folder: name the files in it`)
  writeFileSync(join(root, 'dump.json'), dumpOf(forty()))
  const common = 'version: 1\nemails: {domains: [example.org]}\n'
  writeFileSync(join(root, 'platform/common.yaml'), common)
  const { status, stdout } = await run(join(root, 'dump.json'))
  expect([status, stdout.split('\n')[0]]).toEqual([1, '# Import of 0 profiles'])
})

test('takes the LocalQueue that leads to a queue of the cluster, and tells of others', async () => {
  const cluster = join(root, 'platform', file)
  writeFileSync(cluster, `${readFileSync(cluster, 'utf8')}queues: {training: {clusterQueue: ml}}\n`)
  const leading = (namespace: string, name: string, clusterQueue: string) => ({
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'LocalQueue',
    metadata: { name, namespace },
    spec: { clusterQueue }
  })
  const queues = [
    leading('ada', 'training', 'ml'),
    leading('ada', 'more', 'ml'),
    leading('people-bare', 'old', 'ml'),
    leading('quota-two', 'other', 'elsewhere')
  ]
  const dump = join(root, 'dump.json')
  writeFileSync(dump, dumpOf([...forty(), ...queues]))
  const { stdout } = await run(dump)
  const fileOf = (name: string) => readFileSync(join(root, `tenants/${name}.yaml`), 'utf8')
  expect(
    ['ada', 'people-bare', 'quota-two'].map(name => fileOf(name).includes('\nqueue: training\n'))
  ).toEqual([true, true, false])
  expect(readFileSync(join(root, 'platform/policy.yaml'), 'utf8')).toContain('queues: [training]')
  expect(stdout).toContain('LocalQueue `more` is one more')
  expect(stdout).toContain('LocalQueue `training` comes beside `old`')
  expect(stdout).toContain('LocalQueue `other` leads to ClusterQueue `elsewhere`')
  expect((await call(['validate', '--root', root])).status).toBe(0)
})
