import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'
import { groupMap } from './group-map.ts'
import { proxyConfig } from './proxy.ts'
import { platformSecret } from './secret-reference.ts'
import { doors, machines, people, strangers } from './tokens.ts'

/** How people sign in, and whose tokens the gateway trusts. */
export const auth: Component = {
  name: 'auth',
  after: ['mesh', 'secrets'],
  upstream: true,
  values: (cluster, { emails, directory }) => ({
    ...plain,
    overlays: ['auth'],
    patches: [...settings(cluster, emails.domains), people(cluster), ...doors(cluster)],
    objects: [...secret(cluster), ...machines(cluster), ...strangers(cluster)],
    files: groups(cluster, groupMap(directory.value))
  })
}

function settings(cluster: Cluster, domains: readonly string[]): Manifest[] {
  const { proxy } = releaseOf(cluster.release).auth
  const config = (name: string, data: Readonly<Record<string, string>>): Manifest => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: proxy.name },
    data
  })
  return [
    config(proxy.name, { [proxy.configFile]: proxyConfig(cluster, domains) }),
    config(proxy.settings, {
      [proxy.keys.https]: 'true',
      [proxy.keys.insecure]: 'false',
      // The gateway validates requests that carry a token itself and does not send them here.
      [proxy.keys.bearer]: 'false',
      [proxy.keys.issuers]: ''
    })
  ]
}

function secret(cluster: Cluster): Manifest[] {
  const { name, secrets } = releaseOf(cluster.release).auth.proxy
  const keys = { [secrets.client]: secrets.client, [secrets.cookie]: secrets.cookie }
  return platformSecret(cluster, { name, namespace: name, path: cluster.identity.secret, keys })
}

/** The data that a Cognito pool's Lambda function needs to put a person's groups into the token. */
function groups({ identity }: Cluster, map: Readonly<Record<string, readonly string[]>>): Source[] {
  if (identity.provider !== 'cognito') return []
  return [{ path: 'group-map.json', text: `${JSON.stringify(map, null, 2)}\n` }]
}
