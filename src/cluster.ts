import type { Static } from 'typebox'
import { autoscaling } from './cluster/autoscaling.ts'
import { aws } from './cluster/aws.ts'
import { dashboard } from './cluster/dashboard.ts'
import { gitops } from './cluster/gitops.ts'
import { guards } from './cluster/guards.ts'
import { identity } from './cluster/identity.ts'
import { ingress } from './cluster/ingress.ts'
import { monitoring } from './cluster/monitoring.ts'
import { notebooks } from './cluster/notebooks.ts'
import { pipelines } from './cluster/pipelines.ts'
import { pools } from './cluster/pools.ts'
import { secrets } from './cluster/secrets.ts'
import { serving } from './cluster/serving.ts'
import { ssmAgent } from './cluster/ssm.ts'
import { storage } from './cluster/storage.ts'
import { choice, fields, list, text } from './schema/fields.ts'

/** What may be written in `platform/clusters/<name>.yaml`. */
export const clusterSchema = fields(
  {
    kubeflow: choice(['26.03'], {
      description: 'The release of Kubeflow that runs here. What Tenantry writes fits that release.'
    }),
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
    storage,
    secrets,
    autoscaling,
    monitoring,
    serving,
    guards,
    ssmAgent,
    gitops,
    reserved: list(text('label'), {
      description:
        'Namespaces of yours that no tenant may be called after, since it would take them over. ' +
        'Those of Kubernetes, Kubeflow and what usually stands beside them are refused anyway.',
      examples: [['data-platform']]
    })
  },
  {
    required: ['kubeflow', 'domain', 'identity', 'aws', 'gitops'],
    title: 'Cluster',
    description:
      'One Kubernetes cluster with one Kubeflow: where it is, how people sign in, and what ' +
      'tenants may name there. The name of the file is that of the cluster.'
  }
)

export type ClusterFile = Static<typeof clusterSchema>
