import { callersOf } from '../../src/imports/dump/callers.ts'
import { isClosed } from '../../src/imports/dump/closed.ts'
import { listAt, textAt, textsAt } from '../../src/imports/dump/pick.ts'
import type { LiveObject } from '../../src/imports/dump/read-dump.ts'
import { andList } from '../../src/text/prose.ts'
import { type Beside, extras, isOurs, keyOf, ownersPolicyOf } from './beside.ts'
import type { LiveFinding, Say } from './live-finding.ts'

/** Who could connect to a tenant's pods, where these could connect to, and what goes on without git. */
export function traffic(all: Beside, say: Say): LiveFinding[] {
  return [...incoming(all, say), ...outgoing(all, say), ...kept(all, say)]
}

function incoming(all: Beside, say: Say): LiveFinding[] {
  const { name } = all.tenant
  if (isClosed(all.live, 'Ingress') || !isClosed(all.meant, 'Ingress')) return []
  const allowed = admitted(all)
  const callers = policies(all).flatMap(policy => {
    return callersOf(policy).namespaces.map(namespace => ({ namespace, policy }))
  })
  const cut = callers.filter(({ namespace }) => namespace !== name && !allowed.has(namespace))
  return [
    say(
      'closed',
      `from outside, only pods in ${andList([...allowed].sort())} can connect to its pods; so far, all of the cluster can`,
      'let tenants in by `network.from` or `members`, callers of models by `serving.callers`, and Prometheus by `monitoring` of the cluster; all others, such as Jenkins, are cut off'
    ),
    ...cut.map(({ namespace, policy }) =>
      say(
        'closed',
        `pods in \`${namespace}\`, which ${keyOf(policy)} lets in, can no longer connect`,
        'let that tenant in by `network.from` or `members`, if they shall'
      )
    )
  ]
}

/** The namespaces whose pods git lets in. */
function admitted({ meant }: Beside): ReadonlySet<string> {
  const names = meant
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .flatMap(({ fields }) => listAt(fields, 'spec', 'ingress'))
    .flatMap(rule => listAt(rule, 'from'))
    .flatMap(peer => listAt(peer, 'namespaceSelector', 'matchExpressions'))
    .flatMap(expression => textsAt(expression, 'values'))
  return new Set(names)
}

function outgoing({ meant, live }: Beside, say: Say): LiveFinding[] {
  if (isClosed(live, 'Egress') || !isClosed(meant, 'Egress')) return []
  const blocks = meant
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .flatMap(({ fields }) => listAt(fields, 'spec', 'egress'))
    .flatMap(rule => listAt(rule, 'to'))
    .map(peer => textAt(peer, 'ipBlock', 'cidr'))
  const isOpen = blocks.includes('0.0.0.0/0')
  return [
    say(
      'closed',
      'its pods can no longer ask for the AWS role of the EKS node, as they can so far',
      'give those that need AWS a role by `aws`'
    ),
    ...(isOpen
      ? []
      : [
          say(
            'closed',
            'its pods can connect only inside of the cluster and to services of AWS in its network; so far, they can anywhere',
            'write `network: {egress: open}`, or address ranges'
          )
        ])
  ]
}

/** Git removes no policy that it never made. */
function kept(all: Beside, say: Say): LiveFinding[] {
  return policies(all).flatMap(policy => {
    const { isDenying, isOpen } = callersOf(policy)
    if (isDenying)
      return [
        say(
          'kept',
          `${keyOf(policy)} refuses requests, even of people whom git lets in`,
          'delete it if that is not meant'
        )
      ]
    const help = 'delete it, and say in the file who may connect'
    return isOpen ? [say('kept', `${keyOf(policy)} lets everybody in who can connect`, help)] : []
  })
}

/** The policies of people's own. */
function policies(all: Beside): LiveObject[] {
  const ownersPolicy = ownersPolicyOf(all.tenant)
  return extras(all).filter(object => {
    const { kind, name } = object
    return kind === 'AuthorizationPolicy' && name !== ownersPolicy && !isOurs(object)
  })
}
