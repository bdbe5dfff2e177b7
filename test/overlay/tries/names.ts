import { fixed } from '../../../charts/objects/fixed-names.ts'
import { earlier, type Try, thing } from './try.ts'

/** Another tenant's, where none of these objects is yet. */
const place = earlier.metadata.name
const labels = { app: 'try' }
const template = { metadata: { labels }, spec: { containers: [{ name: 'try', image: 'try' }] } }
const people = { owner: false, editor: false, operator: false }

export const names: readonly Try[] = [
  ...['kfp-launcher', 'metadata-grpc-configmap', 'artifact-repositories'].map(name => ({
    what: `take the name ${name} for settings that cannot be changed`,
    by: people,
    change: { make: thing(`v1 ConfigMap ${place}/${name}`, { immutable: true }) }
  })),
  {
    what: 'make other settings',
    by: { owner: true, editor: true },
    change: { make: thing('v1 ConfigMap fraud/try', { immutable: true }) }
  },
  {
    what: 'take the name of the account that reads secrets',
    by: people,
    change: { make: thing(`v1 ServiceAccount ${place}/tenantry-secrets`) }
  },
  {
    what: "take the name of Kubeflow's account for viewers",
    by: { narrow: true, profiles: true, ...people },
    change: { make: thing('v1 ServiceAccount fraud/default-viewer') }
  },
  {
    what: 'make another account',
    by: { owner: true, editor: true },
    change: { make: thing('v1 ServiceAccount fraud/try') }
  },
  {
    what: 'take the name of the artifact server',
    by: people,
    change: {
      make: thing(`apps/v1 Deployment ${place}/${fixed.artifactServer}`, {
        spec: { selector: { matchLabels: labels }, template }
      })
    }
  },
  {
    what: 'stop the artifact server',
    by: people,
    change: { of: thing(`apps/v1 Deployment fraud/${fixed.artifactServer}`), scale: 0 }
  }
]
