import { add, type Concern } from './concern.ts'

/** Nobody enters a suspended tenant, whatever else lets them in; what runs there goes on. */
export const suspension: Concern = (chart, { name, state }) => {
  if (state !== 'suspended') return
  add(chart, {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'suspended', namespace: name },
    spec: { action: 'DENY', rules: [{}] }
  })
}
