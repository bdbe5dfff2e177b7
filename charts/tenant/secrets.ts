import type { Secret, Tenant } from '../../src/model/tenant.ts'
import { secretReader } from '../../src/model/tenant-aws.ts'
import type { Pair } from '../../src/values/lookup.ts'
import type { Content } from '../objects/external-secrets.ts'
import { plain } from '../objects/external-secrets.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { keySecret } from '../objects/s3-access.ts'
import { usesKey } from './pipelines.ts'

/** The tenant's own secret store, whose account can read only the tenant's secrets. */
const store = 'tenantry'

/** Secrets by reference; their values never pass through here. */
export const secrets: Concern = (chart, tenant) => {
  const { cluster } = tenant
  const wanted = [...tenant.secrets, ...keyOf(tenant)]
  if (!cluster.secrets || wanted.length === 0) return
  const { base, refresh, service } = cluster.secrets
  add(chart, {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { name: store, namespace: tenant.name },
    spec: {
      provider: {
        aws: {
          service,
          region: cluster.aws.region,
          auth: { jwt: { serviceAccountRef: { name: secretReader } } }
        }
      }
    }
  })
  for (const { name, path, keys } of wanted) {
    add(chart, {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, namespace: tenant.name },
      spec: {
        refreshInterval: refresh,
        secretStoreRef: { kind: 'SecretStore', name: store },
        target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
        ...content(`${base}/${path}`, keys)
      }
    })
  }
}

/** The S3 key of the tenant's IAM user, where pipelines use keys. */
function keyOf(tenant: Tenant): Pick<Secret, 'name' | 'path' | 'keys'>[] {
  if (!usesKey(tenant)) return []
  const keys = ['accesskey', 'secretkey'].map(key => ({ key, value: key }))
  return [{ name: keySecret, path: `${tenant.name}/pipelines`, keys }]
}

function content(remote: string, keys: readonly Pair[]): Content {
  if (keys.length === 0) return { dataFrom: [{ extract: { key: remote, ...plain } }] }
  return {
    data: keys.map(({ key, value }) => ({
      secretKey: key,
      remoteRef: { key: remote, property: value, ...plain }
    }))
  }
}
