import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Watched } from '../../src/kubeflow/monitors.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'

/** Tells Prometheus which parts of Kubeflow to scrape and when to alert. These kinds come with Prometheus. */
export const monitors: Component = {
  name: 'monitors',
  after: ['monitoring', 'watchers'],
  upstream: false,
  values: cluster => {
    const { monitoring: namespace, release, components } = cluster
    if (namespace === null) return undefined
    const watched = releaseOf(release)
      .monitors.filter(({ component }) => components[component] !== 'off')
      .map(each => podMonitor(namespace, each))
    return { ...plain, objects: [...watched, proxies(namespace, cluster), quotas(namespace)] }
  }
}

function podMonitor(home: string, { name, namespace, labels, port }: Watched): Manifest {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name, namespace: home },
    spec: {
      namespaceSelector: { matchNames: [namespace] },
      selector: { matchLabels: labels },
      podMetricsEndpoints: [{ port }]
    }
  }
}

/** Scrapes the Istio proxy of every pod, which counts and times all calls. */
function proxies(home: string, { release, components }: Cluster): Manifest {
  const { closed } = releaseOf(release)
  const there = Object.keys(closed).filter(name => components[closed[name] ?? 'mesh'] !== 'off')
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: 'mesh', namespace: home },
    spec: {
      namespaceSelector: { matchNames: there },
      selector: {},
      podMetricsEndpoints: [{ port: 'http-envoy-prom', path: '/stats/prometheus' }]
    }
  }
}

/** The share of its quota that a namespace uses. */
const share =
  'kube_resourcequota{type="used"} / on (namespace, resourcequota, resource) (kube_resourcequota{type="hard"} > 0)'

function quotas(namespace: string): Manifest {
  const annotations = {
    summary: '{{ $labels.namespace }} has nearly used up its quota of {{ $labels.resource }}',
    description:
      'Pods and disks beyond it are refused. Its file in tenants/ says how much there is.'
  }
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'tenants', namespace },
    spec: {
      groups: [
        {
          name: 'tenants',
          rules: [
            { record: 'tenant:quota:used', expr: share },
            {
              alert: 'TenantNearQuota',
              expr: 'tenant:quota:used > 0.9',
              for: '30m',
              labels: { severity: 'warning' },
              annotations
            }
          ]
        }
      ]
    }
  }
}
