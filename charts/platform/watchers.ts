import type { Cluster } from '../../src/cluster/cluster.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'

/** Lets Prometheus into namespaces that Kubeflow's network policies close. */
export const watchers: Component = {
  name: 'watchers',
  after: ['network', 'auth', 'serving', 'training'],
  upstream: false,
  values: cluster => {
    const { monitoring } = cluster
    if (monitoring === null) return undefined
    const objects = closed(cluster).map(namespace => admission(namespace, monitoring))
    return objects.length > 0 ? { ...plain, objects } : undefined
  }
}

/** In a namespace that nothing closes, this policy would close it to everybody else. */
function closed({ release, identity, components }: Cluster): readonly string[] {
  const { closed, auth } = releaseOf(release)
  const own = Object.entries(closed).filter(([, name]) => components[name] === 'managed')
  return [...own.map(([namespace]) => namespace), ...(identity.dex ? [auth.dex.namespace] : [])]
}

function admission(namespace: string, from: string): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'prometheus', namespace },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': from } },
              podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } }
            }
          ]
        }
      ]
    }
  }
}
