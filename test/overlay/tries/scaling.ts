import { fixed } from '../../../charts/objects/fixed-names.ts'
import { type Try, thing } from './try.ts'

function scaler(name: string, version = 'v2', path = 'fraud/try') {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name }
  return thing(`autoscaling/${version} HorizontalPodAutoscaler ${path}`, {
    spec: { scaleTargetRef, minReplicas: 1, maxReplicas: 9 }
  })
}

const people = { owner: false, editor: false, operator: false }
const old = scaler(fixed.artifactServer, 'v2', 'earlier/server')
const own = scaler('own', 'v2', 'earlier/own')

export const scaling: readonly Try[] = [
  ...['v1', 'v2'].map(version => ({
    what: `scale the artifact server by an autoscaler of ${version}`,
    by: people,
    change: { make: scaler(fixed.artifactServer, version) }
  })),
  {
    what: 'scale another Deployment by an autoscaler',
    by: { owner: true, editor: true, operator: true },
    change: { make: scaler('own') }
  },
  {
    what: 'point an autoscaler at the artifact server',
    by: { operator: false, owner: false },
    change: { from: own, patch: { spec: { scaleTargetRef: { name: fixed.artifactServer } } } }
  },
  {
    what: 'clean up an autoscaler from before',
    by: { operator: true, owner: true },
    change: { from: old, patch: { metadata: { labels: { a: 'b' } } } }
  }
]
