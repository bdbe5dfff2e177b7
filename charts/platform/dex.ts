import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Dex } from '../../src/cluster/dex.ts'
import type { AuthNames } from '../../src/kubeflow/auth.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import { hash } from '../../src/values/hash.ts'
import { dump } from '../../src/yaml/dump.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain, type Values } from './component.ts'
import {
  certificateOf,
  certificates,
  connectorConfig,
  hasSecret,
  variableOf
} from './connectors.ts'
import { platformSecret } from './secret-reference.ts'

/** Kubeflow's own identity provider, which asks LDAP, SAML or OIDC providers, or has local users. */
export const dex: Component = {
  name: 'dex',
  after: ['mesh', 'secrets'],
  upstream: true,
  values: cluster => (cluster.identity.dex ? valuesOf(cluster, cluster.identity.dex) : undefined)
}

const connectorsSecret = 'dex-connectors'

function valuesOf(cluster: Cluster, dex: Dex): Values {
  const { auth } = releaseOf(cluster.release)
  const { name, namespace, configFile } = auth.dex
  const config = `${dump([configOf(cluster, dex, auth)])}\n`
  return {
    ...plain,
    overlays: ['dex'],
    patches: [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name, namespace },
        data: { [configFile]: config }
      },
      deployment(dex, auth, config)
    ],
    objects: secrets(cluster, dex, auth)
  }
}

function configOf({ identity, domain }: Cluster, dex: Dex, { proxy, dex: names }: AuthNames) {
  const callback = `${identity.issuer}/callback`
  return {
    issuer: identity.issuer,
    storage: { type: 'kubernetes', config: { inCluster: true } },
    web: { http: `0.0.0.0:${names.port}` },
    logger: { level: 'info', format: 'json' },
    oauth2: { skipApprovalScreen: true },
    connectors: dex.connectors.map(connector => connectorConfig(connector, callback)),
    enablePasswordDB: dex.users.length > 0,
    staticPasswords: dex.users.map(({ email, name, id }) => ({
      email,
      username: name,
      userID: id,
      hashFromEnv: variableOf('PASSWORD', email)
    })),
    staticClients: [
      {
        id: identity.clientId,
        name: 'Kubeflow',
        secretEnv: names.client.variable,
        redirectURIs: [`https://${domain}${proxy.callback}`]
      },
      ...(identity.kubectl === null ? [] : [kubectl(identity.kubectl)])
    ]
  }
}

/** A public client: a program on a person's own machine cannot keep a secret. */
function kubectl(id: string): object {
  const redirectURIs = ['http://localhost:8000', 'http://localhost:18000']
  return { id, name: 'kubectl', public: true, redirectURIs }
}

function deployment(
  dex: Dex,
  { dex: { name, namespace, client, passwords } }: AuthNames,
  config: string
): Manifest {
  const sources = dex.connectors.flatMap(connector => {
    const from = certificateOf(connector)
    const items = [{ key: 'ca.crt', path: `${connector.id}.crt` }]
    return from === null ? [] : [{ configMap: { name: from, items } }]
  })
  const mounted = sources.length > 0
  const volume = 'certificates'
  const container = {
    name,
    envFrom: [
      client.secret,
      ...(dex.users.length > 0 ? [passwords] : []),
      ...(dex.connectors.some(hasSecret) ? [connectorsSecret] : [])
    ].map(secret => ({ secretRef: { name: secret } })),
    ...(mounted && { volumeMounts: [{ name: volume, mountPath: certificates, readOnly: true }] })
  }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      template: {
        // Dex reads its configuration only at startup, so a change has to replace the pod.
        metadata: { annotations: { 'tenantry.dev/settings': hash(config).toString(16) } },
        spec: {
          containers: [container],
          ...(mounted && { volumes: [{ name: volume, projected: { sources } }] })
        }
      }
    }
  }
}

function secrets(cluster: Cluster, dex: Dex, { proxy, dex: names }: AuthNames): Manifest[] {
  const { secret } = cluster.identity
  const { namespace, client, passwords } = names
  type Pair = readonly [variable: string, property: string]
  const held = (name: string, path: string, keys: readonly Pair[]) =>
    keys.length === 0
      ? []
      : platformSecret(cluster, { name, namespace, path, keys: Object.fromEntries(keys) })
  return [
    ...held(client.secret, secret, [[client.variable, proxy.secrets.client]]),
    ...held(
      connectorsSecret,
      `${secret}/connectors`,
      dex.connectors.filter(hasSecret).map(({ id }): Pair => [variableOf('CONNECTOR', id), id])
    ),
    ...held(
      passwords,
      `${secret}/passwords`,
      dex.users.map(({ email }): Pair => [variableOf('PASSWORD', email), email])
    )
  ]
}
