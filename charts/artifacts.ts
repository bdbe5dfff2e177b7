import type { Tenant } from '../src/model.ts'
import { releaseOf } from '../src/release.ts'
import { add, type Concern } from './concern.ts'
import { endpoint, keySecret, onAws, usesKey } from './pipelines.ts'

/** Kubeflow's UI asks for a service of this name, at port 80. */
const name = 'ml-pipeline-ui-artifact'
const labels = { app: name }

/**
 * The tenant's own server of artifacts, with the tenant's own rights: the one in Kubeflow's namespace
 * does not ask who may see what, so it gets no rights over anybody's artifacts.
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

function pod(tenant: Tenant): object {
  const container = {
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

function variables(tenant: Tenant): object[] {
  const secret = (key: string) => ({ secretKeyRef: { name: keySecret, key } })
  // Left out, they would be the ones of the store that Kubeflow brings along.
  const keys = usesKey(tenant)
    ? [
        { name: 'MINIO_ACCESS_KEY', valueFrom: secret('accesskey') },
        { name: 'MINIO_SECRET_KEY', valueFrom: secret('secretkey') }
      ]
    : [
        { name: 'MINIO_ACCESS_KEY', value: '' },
        { name: 'MINIO_SECRET_KEY', value: '' }
      ]
  return [
    { name: 'AWS_REGION', value: tenant.cluster.aws.region },
    { name: 'AWS_S3_ENDPOINT', value: endpoint(tenant) },
    ...keys
  ]
}
