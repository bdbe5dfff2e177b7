import type { Cluster } from '../../src/cluster/cluster.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Manifest } from '../objects/manifest.ts'

/** The header that says whether the provider has verified a person's e-mail. */
const verified = 'kubeflow-email-verified'

/**
 * Which tokens the gateway accepts. It also checks the audience, because other clients of the same
 * provider get tokens from the same issuer.
 */
export function people(cluster: Cluster): Manifest {
  const { gateway } = releaseOf(cluster.release).auth
  return {
    apiVersion: gateway.api,
    kind: 'RequestAuthentication',
    metadata: { name: gateway.tokens, namespace: gateway.namespace },
    spec: { jwtRules: [ofPeople(cluster)] }
  }
}

/**
 * Denies a request that names a person without a verified token. The gateway removes that header from
 * other requests, but some versions of Envoy forget it in a CORS preflight.
 */
export function forged(cluster: Cluster): object {
  return {
    action: 'DENY',
    rules: [
      {
        from: [{ source: { notRequestPrincipals: ['*'] } }],
        to: [{ operation: takingRequests(cluster) }],
        when: [{ key: `request.headers[${cluster.header}]`, values: ['*'] }]
      }
    ]
  }
}

/** On TCP, Istio applies a DENY without its conditions on HTTP, so it warns if no port is named. */
function takingRequests({ release }: Cluster) {
  return { notPorts: [String(releaseOf(release).auth.gateway.ports.health)] }
}

/** Accepts service account tokens for this audience: `kubectl create token --audience`. */
export function machines(cluster: Cluster): Manifest[] {
  const jwtRules = ofMachines(cluster, cluster.identity.machineAudience)
  if (jwtRules.length === 0) return []
  return [atTheDoor(cluster, ['RequestAuthentication', 'machines'], { jwtRules })]
}

/** The tokens by which models know their callers. Those of machines open nothing but models. */
export function tokens(cluster: Cluster): object[] {
  return [ofPeople(cluster), ...ofMachines(cluster, cluster.identity.servingAudience)]
}

function ofPeople(cluster: Cluster): object {
  const { issuer, keys, audiences, email, groups } = cluster.identity
  const claims = { [cluster.header]: email, [verified]: 'email_verified' }
  return rule(cluster, { issuer, keys, audiences, groups, claims })
}

function ofMachines(cluster: Cluster, audience: string): object[] {
  const { machines: issuer } = cluster.identity
  if (issuer === null) return []
  const claims = { [cluster.header]: 'sub' }
  return [rule(cluster, { issuer, keys: null, audiences: [audience], groups: 'groups', claims })]
}

/**
 * Whoever could set an unverified e-mail could impersonate anybody. oauth2-proxy checks this too, but
 * requests with a token bypass it.
 */
export function strangers(cluster: Cluster): Manifest[] {
  const spec = stranger(cluster)
  return [
    atTheDoor(cluster, ['AuthorizationPolicy', 'forged-identity'], forged(cluster)),
    ...(spec ? [atTheDoor(cluster, ['AuthorizationPolicy', 'unverified-email'], spec)] : [])
  ]
}

/** The policy against e-mails that the provider does not call verified, unless the cluster allows them. */
export function stranger(cluster: Cluster): object | undefined {
  const { unverified, issuer } = cluster.identity
  if (unverified) return undefined
  const when = [
    // Tokens of service accounts have no e-mail.
    { key: 'request.auth.claims[iss]', values: [issuer] },
    { key: `request.headers[${verified}]`, notValues: ['true'] }
  ]
  return { action: 'DENY', rules: [{ to: [{ operation: takingRequests(cluster) }], when }] }
}

/** Without signing in, people reach only the sign-in paths, and public models at a host of their own. */
export function doors(cluster: Cluster): Manifest[] {
  const { release, identity, serving } = cluster
  const { gateway, dex } = releaseOf(release).auth
  const notPaths = [...(identity.dex ? [`${dex.path}/*`, `${dex.path}/**`] : []), '/oauth2/*']
  const hosts = serving.public ? [serving.public.host] : []
  const to = [
    { notPaths, ...(hosts.length > 0 && { notHosts: hosts }) },
    ...(hosts.length > 0 ? [{ hosts, notPaths: ['/serving/*'] }] : [])
  ].map(each => ({ operation: { ...each, ...takingRequests(cluster) } }))
  const policy = (name: string, rule: object): Manifest => ({
    apiVersion: gateway.api,
    kind: 'AuthorizationPolicy',
    metadata: { name, namespace: gateway.namespace },
    spec: { rules: [{ ...rule, to }] }
  })
  return [
    policy(gateway.signIn, {
      when: [{ key: 'request.headers[authorization]', notValues: ['*'] }]
    }),
    policy(gateway.signedIn, { from: [{ source: { notRequestPrincipals: ['*'] } }] })
  ]
}

interface Accepted {
  readonly issuer: string
  /** The address of the keys; `null` if the provider announces it. */
  readonly keys: string | null
  readonly audiences: readonly string[]
  readonly groups: string
  /** The claim that fills each header. */
  readonly claims: Readonly<Record<string, string>>
}

function rule({ release }: Cluster, { issuer, keys, audiences, groups, claims }: Accepted): object {
  const headers = { ...claims, [releaseOf(release).auth.groupsHeader]: groups }
  return {
    issuer,
    ...(keys !== null && { jwksUri: keys }),
    audiences,
    // Whoever gets somebody's token can call others in their name.
    forwardOriginalToken: false,
    // Istio removes such a header from the request before it sets it, so clients cannot forge it.
    outputClaimToHeaders: Object.entries(headers).map(([header, claim]) => ({ header, claim })),
    fromHeaders: [{ name: 'Authorization', prefix: 'Bearer ' }]
  }
}

function atTheDoor(cluster: Cluster, [kind, name]: readonly [string, string], spec: object) {
  const { gateway } = releaseOf(cluster.release).auth
  return onGateway(cluster, { kind, name, gateway: gateway.name }, spec)
}

interface OnGateway {
  readonly kind: string
  readonly name: string
  /** The `app` label of its pods. */
  readonly gateway: string
}

/** All gateways are in one namespace. */
export function onGateway(
  { release }: Cluster,
  { kind, name, gateway }: OnGateway,
  spec: object
): Manifest {
  return {
    apiVersion: 'security.istio.io/v1',
    kind,
    metadata: { name, namespace: releaseOf(release).auth.gateway.namespace },
    spec: { selector: { matchLabels: { app: gateway } }, ...spec }
  }
}
