import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { load, loadAll } from 'js-yaml'
import { expect, test } from 'vitest'
import { acme } from './support/acme.ts'
import { toolOf } from './support/conform.ts'

interface Judged {
  readonly type_meta: { readonly kind: string }
  readonly object_meta: { readonly name: string; readonly namespace?: string }
  readonly checks: readonly Check[]
}

interface Check {
  readonly skipped: boolean
  readonly grade: number
  readonly comments: readonly { readonly summary: string }[] | null
}

interface Exception {
  readonly complaint: string
  readonly because: string
}

const best = 10
const clusters = readdirSync(join(acme, 'platform/clusters')).map(file => basename(file, '.yaml'))

test('kube-score complains about nothing in the example but the exceptions', context => {
  const program = toolOf('kube-score', context)
  const judged = clusters.flatMap(cluster => judge(program, filesOf(cluster)))
  const complaints = new Set(judged.flatMap(complaintsOf))
  const exceptions = load(readFileSync('test/lint-exceptions.yaml', 'utf8')) as Exception[]
  expect(exceptions.filter(({ because }) => !because)).toEqual([])
  expect([...complaints].sort()).toEqual(exceptions.map(({ complaint }) => complaint).sort())
  // It leaves out kinds that it does not know, so it has to show that it read what runs pods.
  const deployments = clusters.flatMap(filesOf).flatMap(file => countIn(file, 'Deployment'))
  expect(judged.filter(({ type_meta }) => type_meta.kind === 'Deployment')).toHaveLength(
    deployments.length
  )
  expect(deployments.length).toBeGreaterThan(clusters.length)
})

function filesOf(cluster: string): string[] {
  const folder = join(acme, 'generated', cluster, 'tenants')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files.filter(isObjects).map(file => join(folder, file))
}

function isObjects(file: string): boolean {
  return file.endsWith('.yaml') && !file.endsWith('kustomization.yaml')
}

/** One cluster at a time, because tenants of several clusters share names. */
function judge(program: string, files: readonly string[]): readonly Judged[] {
  const flags = ['score', '--all-default-optional', '--kubernetes-version', 'v1.34', '-o', 'json']
  const options = { encoding: 'utf8', maxBuffer: 2 ** 30 } as const
  const { stdout, stderr } = spawnSync(program, [...flags, ...files], options)
  if (stdout === '') throw new Error(`kube-score says nothing but ${stderr}`)
  return JSON.parse(stdout) as Judged[]
}

function complaintsOf({ type_meta, object_meta, checks }: Judged): string[] {
  const worse = checks.filter(({ skipped, grade }) => !skipped && grade < best)
  const summaries = worse.flatMap(({ comments }) => (comments ?? []).map(each => each.summary))
  return summaries.map(summary => `${type_meta.kind} ${object_meta.name}: ${summary}`)
}

function countIn(file: string, kind: string): readonly unknown[] {
  const objects = loadAll(readFileSync(file, 'utf8')) as { readonly kind: string }[]
  return objects.filter(object => object.kind === kind)
}
