import { describe, expect, test } from 'vitest'
import { parts } from '../../../charts/platform/compile-platform.ts'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import { platform } from '../../overlay/platform.ts'
import { at, containersOf, type Fields, find, list, nameOf, podOf } from '../../overlay/thing.ts'
import { refused, toolOf } from '../../support/conform.ts'

const production = 'platform/clusters/production.yaml'
const example = platform()
const other = platform({
  [production]: text =>
    text
      .replace('identity: podIdentity\n  iam: ack', 'identity: irsa\n  iam: terraform')
      .replace(/^ {2}flux: .*\n/m, '')
      .replace('monitoring: {prometheus: true}', 'monitoring: {prometheus: true, workspace: ws-1}')
})
const { objects } = example.build('production', 'monitoring')
const watched = example.build('production', 'monitors').objects
const variant = other.build('production', 'monitoring').objects
const name = 'monitoring/kube-prometheus-stack'
const { prometheus: chart } = releaseOf('26.03').addons

describe('Prometheus', () => {
  const { spec } = find(objects, `HelmRelease ${name}`)
  const settings = at(spec, 'values', 'prometheus', 'prometheusSpec') as Fields

  test('is installed by Flux in the tested version', () => {
    expect(find(objects, `HelmRepository ${name}`).spec?.url).toBe(chart.repository)
    expect(at(spec, 'chart', 'spec')).toMatchObject({ chart: chart.name, version: chart.version })
    expect(objects.filter(({ kind }) => kind === 'Application')).toEqual([])
  })

  test('is left to Flux by Argo CD if there are both', () => {
    const skipped = { 'argocd.argoproj.io/hook': 'Skip' }
    for (const kind of ['HelmRelease', 'HelmRepository']) {
      expect(find(objects, `${kind} ${name}`).metadata.annotations).toEqual(skipped)
    }
  })

  test('is installed by Argo CD if there is no Flux', () => {
    const { spec: app } = find(variant, 'Application argocd/kube-prometheus-stack')
    expect(at(app, 'source')).toMatchObject({
      repoURL: chart.repository,
      chart: chart.name,
      targetRevision: chart.version
    })
    expect(at(app, 'destination', 'namespace')).toBe('monitoring')
    expect(variant.filter(({ kind }) => kind.startsWith('Helm'))).toEqual([])
  })

  test('reads the monitors of the platform, but none that tenants create', () => {
    const here = { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }
    for (const kind of ['serviceMonitor', 'podMonitor', 'rule']) {
      expect(settings[`${kind}SelectorNilUsesHelmValues`]).toBe(false)
      expect(settings[`${kind}NamespaceSelector`]).toEqual(here)
    }
    expect([...new Set(watched.map(({ metadata }) => metadata.namespace))]).toEqual(['monitoring'])
  })

  test("writes to Amazon's workspace if the file has one, with a role for just that", () => {
    expect(settings.remoteWrite).toBeUndefined()
    const { spec: app } = find(variant, 'Application argocd/kube-prometheus-stack')
    const values = at(app, 'source', 'helm', 'valuesObject', 'prometheus')
    expect(at(values, 'prometheusSpec', 'remoteWrite')).toEqual([
      {
        url: 'https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1/api/v1/remote_write',
        sigv4: { region: 'eu-central-1' }
      }
    ])
    const [cluster] = other.clusters.filter(({ name }) => name === 'production')
    const files = cluster ? parts(other.model, cluster).flatMap(({ files }) => files) : []
    const note = files.find(({ path }) => path.endsWith('/monitoring/iam.json'))
    const [role] = JSON.parse(note?.text ?? '').roles
    expect(at(values, 'serviceAccount')).toEqual({
      name: role.accounts[0],
      annotations: { 'eks.amazonaws.com/role-arn': role.arn }
    })
    expect(role.permissions.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['aps:RemoteWrite'],
        Resource: ['arn:aws:aps:eu-central-1:111122223333:workspace/ws-1']
      }
    ])
  })
})

test('has monitors that match pods and ports of Kubeflow', () => {
  const [cluster] = example.clusters.filter(({ name }) => name === 'production')
  if (!cluster) throw new Error('there is no such cluster')
  const all = parts(example.model, cluster).flatMap(({ component }) => {
    return example.build('production', component.name).objects
  })
  const workloads = all.filter(podOf)
  for (const { metadata, spec } of watched.filter(({ kind }) => kind === 'PodMonitor')) {
    const wanted = Object.entries((at(spec, 'selector', 'matchLabels') ?? {}) as Fields)
    const namespaces = at(spec, 'namespaceSelector', 'matchNames') as string[]
    const found = workloads.filter(workload => {
      const labels = (at(workload.spec, 'template', 'metadata', 'labels') ?? {}) as Fields
      const fits = wanted.every(([key, value]) => labels[key] === value)
      return fits && namespaces.includes(String(workload.metadata.namespace))
    })
    const ports = found.flatMap(workload =>
      containersOf(podOf(workload) ?? {}).flatMap(container => list(container, 'ports'))
    )
    const { port } = list(spec, 'podMetricsEndpoints')[0] ?? {}
    expect(
      ports.map(({ name }) => name),
      metadata.name
    ).toContain(port)
  }
})

describe("each tenant's usage of its quota", () => {
  const rules = list(find(watched, 'PrometheusRule monitoring/tenants').spec, 'groups', 0, 'rules')

  test('is measured, with an alert when the quota is almost used up', () => {
    const [record, alert] = rules
    expect(record?.record).toBe('tenant:quota:used')
    expect(String(record?.expr)).toContain('kube_resourcequota{type="used"}')
    expect(String(alert?.expr)).toContain(String(record?.record))
  })

  test('has a Grafana dashboard with these metrics', () => {
    const { metadata, data } = find(objects, 'ConfigMap monitoring/tenants-dashboard')
    expect(metadata.labels).toMatchObject({ grafana_dashboard: '1' })
    const page = JSON.parse(data?.['tenants.json'] ?? '')
    const shown = list(page, 'panels').flatMap(panel => list(panel, 'targets'))
    expect(shown.length).toBeGreaterThan(0)
    for (const { expr } of shown) expect(String(expr)).toContain(String(rules[0]?.record))
  })
})

test('installs nothing unless the file asks for it', () => {
  const [staging] = example.clusters.filter(({ name }) => name === 'staging')
  const names = staging ? parts(example.model, staging).map(({ component }) => component.name) : []
  expect(names).not.toContain('monitoring')
  expect(names).not.toContain('monitors')
  expect(names).toContain('notebooks')
})

test('matches the schemas, whoever installs it', context => {
  const things = [...objects, ...watched, ...variant]
  expect(things.map(nameOf)).toContain('Namespace monitoring')
  const files = new Map(things.map((thing, i) => [`${i}.json`, thing as unknown]))
  expect(refused(toolOf('kubeconform', context), files)).toEqual([])
})
