import { add, type Concern } from '../objects/manifest.ts'

/**
 * Nobody enters a suspended tenant, whatever else lets them in. What runs there goes on, and pods
 * that work together go on seeing each other; the kubelet's probes do not pass through the mesh.
 */
export const suspension: Concern = (chart, { name, state }) => {
  if (state !== 'suspended') return
  add(chart, {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'suspended', namespace: name },
    spec: { action: 'DENY', rules: [{ from: [{ source: { notNamespaces: [name] } }] }] }
  })
}
