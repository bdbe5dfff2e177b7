import type { Cluster } from '../../src/cluster/cluster.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Manifest } from '../objects/manifest.ts'

/** Says of each request whether the provider has verified the e-mail that it comes with. */
const verified = 'kubeflow-email-verified'

/**
 * Whose tokens the gateway takes, and for whom they must be: any other client of the same provider
 * gets tokens with the same issuer.
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

/** The tokens of service accounts, made for this address: `kubectl create token --audience`. */
export function machines(cluster: Cluster): Manifest[] {
  const jwtRules = ofMachines(cluster)
  if (jwtRules.length === 0) return []
  return [atTheDoor(cluster, ['RequestAuthentication', 'machines'], { jwtRules })]
}

/** All tokens that say who somebody is. */
export function tokens(cluster: Cluster): object[] {
  return [ofPeople(cluster), ...ofMachines(cluster)]
}

function ofPeople(cluster: Cluster): object {
  const { issuer, keys, audiences, email, groups } = cluster.identity
  const claims = { [cluster.header]: email, [verified]: 'email_verified' }
  return rule(cluster, { issuer, keys, audiences, groups, claims })
}

function ofMachines(cluster: Cluster): object[] {
  const { machines: issuer, machineAudience } = cluster.identity
  if (issuer === null) return []
  const claims = { [cluster.header]: 'sub' }
  return [
    rule(cluster, { issuer, keys: null, audiences: [machineAudience], groups: 'groups', claims })
  ]
}

/**
 * A person who could write any e-mail into their own account would be anybody. oauth2-proxy looks at
 * that as well, but requests that bring their token along pass it by.
 */
export function strangers(cluster: Cluster): Manifest[] {
  const spec = stranger(cluster)
  return spec ? [atTheDoor(cluster, ['AuthorizationPolicy', 'unverified-email'], spec)] : []
}

/** What keeps them out, unless the cluster goes without. */
export function stranger({ identity }: Cluster): object | undefined {
  if (identity.unverified) return undefined
  const when = [{ key: `request.headers[${verified}]`, values: ['false'] }]
  return { action: 'DENY', rules: [{ when }] }
}

/**
 * Who is not signed in gets nowhere but to where one signs in, and to models that are public: no
 * others have a way below that path, and each tenant says itself whom it lets in.
 */
export function doors({ release, identity, serving }: Cluster): Manifest[] {
  const { gateway, dex } = releaseOf(release).auth
  const notPaths = [
    ...(identity.dex ? [`${dex.path}/*`, `${dex.path}/**`] : []),
    '/oauth2/*',
    ...(serving.paths ? ['/serving/*'] : [])
  ]
  const to = [{ operation: { notPaths } }]
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
  /** Where they are, if that is not discovered. */
  readonly keys: string | null
  readonly audiences: readonly string[]
  readonly groups: string
  /** Headers, and the claims that fill them. */
  readonly claims: Readonly<Record<string, string>>
}

function rule({ release }: Cluster, { issuer, keys, audiences, groups, claims }: Accepted): object {
  const headers = { ...claims, [releaseOf(release).auth.groupsHeader]: groups }
  return {
    issuer,
    ...(keys !== null && { jwksUri: keys }),
    audiences,
    forwardOriginalToken: true,
    // A header that a claim fills is taken from the request first, whoever put it there.
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
  /** By the label `app` of its pods. */
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
