import type { Connector } from '../../cluster/dex.ts'
import type { Cluster } from '../../model/model.ts'
import { type Lack, lackOfStore } from './lack.ts'

/** What is not there though signing in needs it. */
export function loginLacks(cluster: Cluster): Lack[] {
  const { identity } = cluster
  const connectors = identity.dex?.connectors ?? []
  return [
    ...nobody(cluster),
    ...prefix(cluster),
    ...store(cluster),
    ...connectors.flatMap(plain),
    ...kubectl(cluster)
  ]
}

const dex = ['identity', 'provider', 'dex']

function nobody({ identity }: Cluster): Lack[] {
  if (!identity.dex || identity.dex.connectors.length + identity.dex.users.length > 0) return []
  const field = 'identity.provider.dex.connectors'
  const help = 'write where people sign in; or who they are, under `users`'
  return [{ field, because: '`dex`', path: dex, help }]
}

/** The gateway copies the e-mail out of the token as it is: nobody would be who grants name. */
function prefix({ prefix, file }: Cluster): Lack[] {
  if (prefix === '' || file.identity.provider.external) return []
  const field = 'identity.provider.external'
  const help = 'leave it out: Cognito and Dex put nothing before the e-mail'
  return [{ field, because: '`prefix`', path: ['identity', 'prefix'], help }]
}

function store({ file, secrets }: Cluster): Lack[] {
  if (file.identity.secret === undefined || secrets) return []
  return [lackOfStore('`identity.secret`', 'identity', 'secret')]
}

/** At this port a directory server speaks without TLS at first. */
function plain(connector: Connector, index: number): Lack[] {
  if (connector.kind !== 'ldap') return []
  const { host, startTLS } = connector.ldap
  if (startTLS || !host.endsWith(':389')) return []
  const path = [...dex, 'connectors', index, 'ldap', 'host']
  const help = 'write it, or the port for TLS, which mostly is 636'
  return [{ field: 'startTLS: true', because: '`:389`', path, help }]
}

/** EKS asks whoever issues tokens for the keys, over the internet. */
function kubectl({ identity, ingress }: Cluster): Lack[] {
  if (identity.kubectl === '' || !identity.dex) return []
  if (ingress.alb?.scheme !== 'internal') return []
  const field = 'ingress.alb.scheme: internet-facing'
  const help = 'EKS must reach Dex over the internet; leave `kubectl` out where it may not'
  return [{ field, because: '`kubectl` with Dex', path: ['identity', 'kubectl'], help }]
}
