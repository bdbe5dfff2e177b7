import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { acme } from '../support/acme.ts'
import { call } from '../support/command.ts'
import { removeReports, report } from './support/sites.ts'

const folder = mkdtempSync(join(tmpdir(), 'tenantry-usage-'))

afterAll(() => {
  removeReports()
  rmSync(folder, { recursive: true })
})

type Labels = Readonly<Record<string, string>>

/** A line of the answer, as Prometheus writes it. */
function line(resource: string, value: string, labels: Labels = {}) {
  const usual = { __name__: 'kube_resourcequota', job: 'kube-state-metrics', namespace: 'fraud' }
  const metric = { ...usual, resource, resourcequota: 'kf-resource-quota', type: 'used', ...labels }
  return { metric, value: [1_796_026_500.123, value] }
}

function answerOf(result: readonly object[]): string {
  return JSON.stringify({ status: 'success', data: { resultType: 'vector', result } })
}

function written(text: string): string {
  const path = join(folder, 'usage.json')
  writeFileSync(path, text)
  return path
}

const lines = [
  line('requests.nvidia.com/gpu', '1'),
  line('requests.cpu', '4.2505'),
  // 10 GiB and a byte.
  line('requests.memory', '1.0737418241e+10'),
  // Two programs have measured it.
  line('requests.storage', '1.073741824e+11', { instance: 'a' }),
  line('requests.storage', '1.610612736e+11', { instance: 'b' }),
  line('pods', '7'),
  line('pods', '200', { type: 'hard' }),
  line('pods', '150', { resourcequota: 'of-somebody-else' }),
  line('requests.cpu', '2', { namespace: 'reporting' }),
  line('requests.cpu', '99', { namespace: 'kube-system' })
]

test('the report says beside each quota what is used of it', async () => {
  const path = written(answerOf(lines))
  const out = await report(acme, ['--cluster', 'production', '--usage', path])
  const page = readFileSync(join(out, 'tenants/fraud.html'), 'utf8')
  const used = [
    ...page.matchAll(
      /<th scope="row">quota\.([a-z]+)<\/th><td>(.*?)<\/td><td class="number">(.*?)</g
    )
  ].map(([, field, amount, used]) => [field, amount, used])
  expect(used).toEqual(
    expect.arrayContaining([
      ['cpu', '32', '4251m'],
      ['memory', '128Gi', '10241Mi'],
      ['gpu', '2', '1'],
      ['storage', '2Ti', '150Gi'],
      ['pods', '200', '7'],
      ['notebooks', '20', '']
    ])
  )
  expect(page).toContain('Used on 2026-11-30 08:15 UTC, as Prometheus measured it.')
  const quota = readFileSync(join(out, 'quota.html'), 'utf8')
  expect(quota).toContain('; 6251m used</span>')
  const [, rest = ''] = /Unused on production(.*?)<\/table>/s.exec(quota) ?? []
  expect(rest).toMatch(/CPUs<\/th><td><a href="[^"]*">reporting<\/a><\/td>.*CPUs<\/th>.*fraud/s)
  expect(rest).toMatch(
    /fraud<\/a><\/td><td class="number">32<\/td><td class="number">4251m<\/td><td class="number">27749m</
  )
})

test('without metrics, the report says nothing of what is used', async () => {
  const out = await report(acme)
  const pages = ['tenants/fraud.html', 'quota.html'].map(path =>
    readFileSync(join(out, path), 'utf8')
  )
  expect(pages.join('')).not.toMatch(/\bused\b(?! for)|Unused/i)
})

test('metrics of several clusters are told apart by their label', async () => {
  const named = lines
    .slice(0, 1)
    .map(({ value, metric }) => ({ value, metric: { ...metric, cluster: 'kubeflow-production' } }))
  const other = line('requests.nvidia.com/gpu', '2', { cluster: 'staging' })
  const out = await report(acme, ['--usage', written(answerOf([...named, other]))])
  const page = readFileSync(join(out, 'tenants/fraud.html'), 'utf8')
  const rows = page.match(/<tr><th scope="row">quota\.gpu<\/th>.*?<\/tr>/gs) ?? []
  const found = rows.map(row => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell))
  expect(found.map(cells => [cells[1], cells[3]])).toEqual([
    ['1', 'production'],
    ['2', 'staging']
  ])
})

test.each([
  ['{', 'is no answer of Prometheus'],
  ['{"status": "error", "error": "x"}', 'is no answer of Prometheus'],
  [answerOf([]), 'has no line of `kube_resourcequota` with `type="used"`'],
  [answerOf([line('pods', 'NaN')]), 'has no line of `kube_resourcequota` with `type="used"`'],
  [answerOf(lines), 'does not say of which cluster it is: name that by `--cluster`'],
  [
    answerOf([line('pods', '7', { cluster: 'berlin' })]),
    'is of cluster `berlin`, and the report is about `production` or `staging`'
  ]
])('%s is refused in a sentence', async (text, message) => {
  const path = written(text)
  const { status, stderr } = await call([
    'report',
    '--root',
    acme,
    '--out',
    join(folder, 'out'),
    '--usage',
    path
  ])
  expect({ status, stderr }).toEqual({ status: 2, stderr: `error: \`${path}\` ${message}\n` })
})

test('a file that is not there is named', async () => {
  const { status, stderr } = await call([
    'report',
    '--root',
    acme,
    '--out',
    join(folder, 'out'),
    '--usage',
    'none.json'
  ])
  expect(status).toBe(2)
  expect(stderr).toBe('error: there is no file `none.json`, or it cannot be read\n')
})
