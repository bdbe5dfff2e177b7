import type { Static } from 'typebox'
import { versions } from '../kubeflow/versions.ts'
import { choice, fields, list, text } from '../schema/fields.ts'
import { autoscaling } from './autoscaling.ts'
import { aws } from './aws.ts'
import { capacity } from './capacity.ts'
import { components } from './components.ts'
import { dashboard } from './dashboard.ts'
import { gitops } from './gitops.ts'
import { guards, priority } from './guards.ts'
import { identity } from './identity.ts'
import { ingress } from './ingress.ts'
import { monitoring, ssmAgent } from './monitoring.ts'
import { notebooks } from './notebooks.ts'
import { pipelines } from './pipelines.ts'
import { pools } from './pools.ts'
import { kueue, queues } from './queues.ts'
import { secrets } from './secrets.ts'
import { serving } from './serving.ts'
import { storage } from './storage.ts'

/** The schema of `platform/clusters/<name>.yaml`. */
export const clusterSchema = fields(
  {
    kubeflow: choice(versions, {
      description: 'The release of Kubeflow that runs here. What Tenantry writes fits that release.'
    }),
    components,
    domain: text('host', {
      description:
        'The host name at which people reach Kubeflow. Addresses to sign in and to come back to ' +
        'are made of it.',
      examples: ['kubeflow.example.com']
    }),
    identity,
    ingress,
    dashboard,
    aws,
    pipelines,
    notebooks,
    pools,
    queues,
    kueue,
    capacity,
    storage,
    secrets,
    autoscaling,
    monitoring,
    serving,
    guards,
    priority,
    ssmAgent,
    gitops,
    reserved: list(text('label'), {
      description:
        'Namespaces of yours whose names no tenant may have, since it would take them over. ' +
        'Without any, only those of Kubernetes, Kubeflow and common add-ons are refused.',
      examples: [['data-platform']]
    })
  },
  {
    required: ['kubeflow', 'domain', 'aws', 'gitops'],
    title: 'Cluster',
    description:
      'One Kubernetes cluster with one Kubeflow: where it is, how people sign in, and what ' +
      'tenants may name there. The name of the file is that of the cluster.'
  }
)

export type ClusterFile = Static<typeof clusterSchema>
