import { add, type Concern } from '../objects/manifest.ts'

/**
 * Denies all requests from people, whatever else allows them. Running pods continue and can reach each
 * other; the kubelet's probes bypass the mesh.
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
