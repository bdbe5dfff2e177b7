import type { Cluster } from '../../src/cluster/cluster.ts'
import { platformAccounts } from '../../src/cluster/platform-accounts.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { AwsRole } from '../../src/model/tenant.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'
import { helm } from './helm-release.ts'
import { grants, roleOf } from './role-objects.ts'
import { serviceRole, writerPermissions } from './service-roles.ts'

/** Prometheus and Grafana. With a workspace, Amazon Managed Prometheus stores the metrics. */
export const monitoring: Component = {
  name: 'monitoring',
  after: [],
  upstream: false,
  values: cluster => {
    const { monitoring: namespace } = cluster
    if (namespace === null) return undefined
    const writer = writerOf(cluster, namespace)
    const { objects, files } = grants(cluster, namespace, writer ? [writer] : [])
    const release = helm(cluster, {
      name,
      namespace,
      chart: releaseOf(cluster.release).addons.prometheus,
      values: settings(cluster, namespace, writer)
    })
    return {
      ...plain,
      objects: [home(namespace), ...release, dashboard(namespace), ...objects],
      files
    }
  }
}

const name = 'kube-prometheus-stack'
const account = platformAccounts.prometheus

/** The role with which Prometheus writes to a workspace. */
function writerOf(cluster: Cluster, namespace: string): AwsRole | null {
  const { workspace } = cluster
  if (workspace === null) return null
  return serviceRole(cluster, { namespace, name: account }, writerPermissions(cluster, workspace))
}

/** The node exporter needs access to the host. */
function home(name: string): Manifest {
  const labels = { 'pod-security.kubernetes.io/enforce': 'privileged' }
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}

function settings(cluster: Cluster, namespace: string, writer: AwsRole | null): object {
  const here = { matchLabels: { 'kubernetes.io/metadata.name': namespace } }
  return {
    fullnameOverride: name,
    prometheus: {
      serviceAccount: {
        name: account,
        annotations: writer ? roleOf(cluster, writer) : {}
      },
      prometheusSpec: {
        serviceMonitorSelectorNilUsesHelmValues: false,
        podMonitorSelectorNilUsesHelmValues: false,
        ruleSelectorNilUsesHelmValues: false,
        // Otherwise monitors that tenants create would be scraped with Prometheus' rights.
        serviceMonitorNamespaceSelector: here,
        podMonitorNamespaceSelector: here,
        ruleNamespaceSelector: here,
        ...(writer && { remoteWrite: [remote(cluster)] })
      }
    }
  }
}

function remote({ aws: { region }, workspace }: Cluster): object {
  const host = `https://aps-workspaces.${region}.amazonaws.com`
  return { url: `${host}/workspaces/${workspace}/api/v1/remote_write`, sigv4: { region } }
}

/** Grafana loads dashboards from ConfigMaps with this label. */
function dashboard(namespace: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'tenants-dashboard', namespace, labels: { grafana_dashboard: '1' } },
    data: { 'tenants.json': `${JSON.stringify(page, null, 2)}\n` }
  }
}

const source = { type: 'prometheus', uid: 'prometheus' }
const query = 'label_values(kube_resourcequota, namespace)'

const page = {
  uid: 'tenantry-tenants',
  title: 'Tenants and their quotas',
  schemaVersion: 39,
  time: { from: 'now-24h', to: 'now' },
  templating: {
    list: [
      { name: 'tenant', type: 'query', datasource: source, query, includeAll: true, multi: true }
    ]
  },
  panels: [
    {
      id: 1,
      type: 'bargauge',
      title: 'In use',
      datasource: source,
      gridPos: { x: 0, y: 0, w: 24, h: 10 },
      fieldConfig: { defaults: { unit: 'percentunit', min: 0, max: 1 }, overrides: [] },
      targets: [target('tenant:quota:used{namespace=~"$tenant"}')]
    },
    {
      id: 2,
      type: 'timeseries',
      title: 'In use, over time',
      datasource: source,
      gridPos: { x: 0, y: 10, w: 24, h: 10 },
      fieldConfig: { defaults: { unit: 'percentunit', min: 0 }, overrides: [] },
      targets: [target('tenant:quota:used{namespace=~"$tenant"}')]
    }
  ]
}

function target(expr: string): object {
  return { refId: 'A', expr, legendFormat: '{{namespace}} {{resource}}', datasource: source }
}
