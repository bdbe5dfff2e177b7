import { add, type Concern } from '../objects/manifest.ts'

/** The name of the policy that keeps people out. */
export const suspensionName = 'suspended'

/**
 * Denies all requests from people, whatever else allows them. Running pods continue and can reach each
 * other; the kubelet's probes bypass the mesh.
 */
export const suspension: Concern = (chart, { name, state }) => {
  if (state !== 'suspended') return
  add(chart, {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: suspensionName, namespace: name },
    spec: { action: 'DENY', rules: [{ from: [{ source: { notNamespaces: [name] } }] }] }
  })
}
