import type { IEnvVar } from 'kubernetes-models/v1/EnvVar'
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec'
import type { IProbe } from 'kubernetes-models/v1/Probe'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { fixed } from '../objects/fixed-names.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { endpoint, keySecret } from '../objects/s3-access.ts'
import { onAws, usesKey } from './pipelines.ts'

const name = fixed.artifactServer
const labels = { app: name }
const port = 3000
/** An id that no user of a node has; everybody may read the files of the image. */
const nobody = 65532

/**
 * An artifact server with the tenant's own rights. The one in Kubeflow's namespace does not check who
 * may see what, so it gets no access to artifacts; it forwards requests instead. The policies that
 * admit people and Kubeflow's namespace admit it here.
 */
export const artifacts: Concern = (chart, tenant) => {
  if (!onAws(tenant) || !tenant.cluster.pipelines.artifactProxy) return
  const metadata = { name, namespace: tenant.name, labels }
  add(chart, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {
      ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: port }],
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
  const { artifactImage, artifactHealth } = releaseOf(tenant.cluster.release)
  const container: IPodSpec['containers'][number] = {
    name,
    image: artifactImage,
    ports: [{ containerPort: port }],
    env: variables(tenant),
    readinessProbe: asks(artifactHealth, 5),
    // The front page needs no other server, so nothing else can cause a restart.
    livenessProbe: asks('/', 30),
    resources: {
      // Only the kubelet writes here: up to five log files of 10 MiB each.
      limits: { cpu: '100m', memory: '500Mi', 'ephemeral-storage': '100Mi' },
      requests: { cpu: '10m', memory: '70Mi', 'ephemeral-storage': '100Mi' }
    },
    // Meets every pod security standard.
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsGroup: nobody,
      runAsNonRoot: true,
      runAsUser: nobody,
      seccompProfile: { type: 'RuntimeDefault' }
    }
  }
  // With a key, Kubeflow tells the server to read the Secret from the API server.
  const automountServiceAccountToken = usesKey(tenant)
  const serviceAccountName = 'default-editor'
  return { serviceAccountName, automountServiceAccountToken, containers: [container] }
}

/** Waits as long for an answer as until the next question, because its small share of a CPU may be busy. */
function asks(path: string, seconds: number): IProbe {
  const httpGet = { path, port }
  return { httpGet, initialDelaySeconds: 3, periodSeconds: seconds, timeoutSeconds: seconds }
}

function variables(tenant: Tenant): IEnvVar[] {
  const secret = (name: string, key: string) => {
    return { name, valueFrom: { secretKeyRef: { name: keySecret, key } } }
  }
  // Without a key, the server uses the role of its service account.
  const keys = usesKey(tenant)
    ? [secret('AWS_ACCESS_KEY_ID', 'accesskey'), secret('AWS_SECRET_ACCESS_KEY', 'secretkey')]
    : []
  return [
    ...keys,
    { name: 'AWS_REGION', value: tenant.cluster.aws.region },
    { name: 'AWS_S3_ENDPOINT', value: endpoint(tenant.cluster) },
    // If they were missing, the server would use the keys of Kubeflow's bundled store.
    { name: 'MINIO_ACCESS_KEY', value: '' },
    { name: 'MINIO_SECRET_KEY', value: '' }
  ]
}
