import { type Try, thing } from './try.ts'

function queue(path: string, version = 'v1beta2') {
  const spec = { clusterQueue: 'of-others' }
  return thing(`kueue.x-k8s.io/${version} LocalQueue ${path}`, { spec })
}

const old = queue('earlier/queue')

export const queues: readonly Try[] = [
  ...['v1beta1', 'v1beta2'].map(version => ({
    what: `make a way into a ClusterQueue of others by ${version}`,
    by: { narrow: true, operator: false, robot: false },
    change: { make: queue('fraud/try', version) }
  })),
  {
    what: 'clean up a queue that is older than the guards',
    by: { operator: true },
    change: { from: old, patch: { metadata: { labels: { a: 'b' } } } }
  },
  {
    what: 'stop a queue that is older than the guards',
    by: { operator: false },
    change: { from: old, patch: { spec: { stopPolicy: 'Hold' } } }
  },
  {
    what: 'remove a queue that is older than the guards',
    by: { operator: true },
    change: { from: old, patch: null }
  }
]
