import type { IEnvVar } from 'kubernetes-models/v1/EnvVar'
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { endpoint, keySecret } from '../objects/s3-access.ts'
import { onAws, usesKey } from './pipelines.ts'

/** Kubeflow's UI asks for a service of this name, at port 80. */
const name = 'ml-pipeline-ui-artifact'
const labels = { app: name }

/**
 * The tenant's own server of artifacts, with the tenant's own rights: the one in Kubeflow's namespace
 * does not ask who may see what, so it gets no rights over anybody's artifacts. It hands requests on,
 * and is let in by the rules that let in people, and by its namespace, as other parts of Kubeflow are.
 */
export const artifacts: Concern = (chart, tenant) => {
  if (!onAws(tenant) || !tenant.cluster.pipelines.artifactProxy) return
  const metadata = { name, namespace: tenant.name, labels }
  add(chart, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {
      ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 3000 }],
      selector: labels
    }
  })
  add(chart, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas: tenant.state === 'suspended' ? 0 : 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: pod(tenant) }
    }
  })
}

function pod(tenant: Tenant): IPodSpec {
  const container: IPodSpec['containers'][number] = {
    name,
    image: releaseOf(tenant.cluster.release).artifactImage,
    ports: [{ containerPort: 3000 }],
    env: variables(tenant),
    resources: {
      limits: { cpu: '100m', memory: '500Mi' },
      requests: { cpu: '10m', memory: '70Mi' }
    },
    // So that it runs at every level of pod security.
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsGroup: 0,
      runAsNonRoot: true,
      runAsUser: 1000,
      seccompProfile: { type: 'RuntimeDefault' }
    }
  }
  return { serviceAccountName: 'default-editor', containers: [container] }
}

function variables(tenant: Tenant): IEnvVar[] {
  const secret = (name: string, key: string) => {
    return { name, valueFrom: { secretKeyRef: { name: keySecret, key } } }
  }
  // Without a key it asks for the role of its account.
  const keys = usesKey(tenant)
    ? [secret('AWS_ACCESS_KEY_ID', 'accesskey'), secret('AWS_SECRET_ACCESS_KEY', 'secretkey')]
    : []
  return [
    ...keys,
    { name: 'AWS_REGION', value: tenant.cluster.aws.region },
    { name: 'AWS_S3_ENDPOINT', value: endpoint(tenant.cluster) },
    // Left out, they would be the keys of the store that Kubeflow brings along.
    { name: 'MINIO_ACCESS_KEY', value: '' },
    { name: 'MINIO_SECRET_KEY', value: '' }
  ]
}
