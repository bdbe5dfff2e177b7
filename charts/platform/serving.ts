import type { Cluster } from '../../src/cluster/cluster.ts'
import { modelDomain } from '../../src/cluster/serving.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Manifest } from '../objects/manifest.ts'
import { publicGateway } from '../objects/public-gateway.ts'
import { type Component, plain } from './component.ts'
import { texts } from './kubeflow-namespace.ts'
import { forged, onGateway, stranger, tokens } from './tokens.ts'

/** Model serving: the models' addresses, and whose identity claims they trust. */
export const serving: Component = {
  name: 'serving',
  after: ['roles', 'auth'],
  upstream: true,
  values: cluster => ({
    ...plain,
    overlays: ['aggregated', 'serving'],
    patches: [ways(cluster), domain(cluster), hosts(cluster), page(cluster), activator(cluster)],
    objects: [reach(cluster), ...callers(cluster), ...publicModels(cluster)]
  })
}

/**
 * The configuration is one text. KServe's own path for each model is turned off, because next to its
 * host rules Kubeflow's paths would answer 404; tenants get routes from us instead. KServe's Standard mode
 * makes an Ingress, which tenants may not have, and with `disableIngressCreation` does without.
 */
function ways({ release, file }: Cluster): Manifest {
  const { config, key, ways } = releaseOf(release).serving
  const text = JSON.stringify(
    { ...ways, ingressDomain: modelDomain(file), urlScheme: 'https' },
    null,
    2
  )
  return texts(config, { [key]: text })
}

function domain({ release, file }: Cluster): Manifest {
  const { namespace, name } = releaseOf(release).serving.domains
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace },
    data: { [modelDomain(file)]: '' }
  }
}

/**
 * Without a claim by the platform team, a DomainMapping of a tenant gets no host. The activator calls
 * Services, because a pod that is called by its address does not learn who calls.
 */
function hosts({ release }: Cluster): Manifest {
  const { domains, network } = releaseOf(release).serving
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: network.name, namespace: domains.namespace },
    data: { [network.claims]: 'false', [network.mesh]: 'enabled' }
  }
}

function page({ release, header, prefix }: Cluster): Manifest {
  const { page, pageKeys } = releaseOf(release).serving
  return texts(page, { [pageKeys.header]: header, [pageKeys.prefix]: prefix })
}

/**
 * Tenants trust the caller header from the activator, which forwards it unchecked, so only gateways,
 * which set it from tokens, may call the activator.
 */
function activator({ release }: Cluster): Manifest {
  const { serving, localGateway, gateway } = releaseOf(release)
  const { api, namespace, policy, metrics } = serving.activator
  return {
    apiVersion: api,
    kind: 'AuthorizationPolicy',
    metadata: { name: policy, namespace },
    spec: {
      rules: [
        { from: [{ source: { principals: [localGateway, gateway] } }] },
        { to: [{ operation: { ports: [metrics] } }] }
      ]
    }
  }
}

/** Kubeflow hides tenants from all namespaces, but the activator forwards the calls that start a model. */
function reach({ release }: Cluster): Manifest {
  const { app, namespace } = releaseOf(release).serving.activator
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name: 'activator', namespace },
    spec: { workloadSelector: { labels: { app } }, egress: [{ hosts: ['*/*'] }] }
  }
}

/**
 * The local gateway sets the header from the caller's token and drops what the caller sent. It accepts
 * requests without a token as anonymous, because public models allow those.
 */
function callers(cluster: Cluster): Manifest[] {
  const { gateway } = releaseOf(cluster.release).serving
  const inside = (kind: string, name: string, spec: object) =>
    onGateway(cluster, { kind, name, gateway }, spec)
  const unverified = stranger(cluster)
  return [
    inside('RequestAuthentication', 'model-callers', { jwtRules: tokens(cluster) }),
    inside('AuthorizationPolicy', 'model-callers-forged', forged(cluster)),
    ...(unverified ? [inside('AuthorizationPolicy', 'model-callers-unverified', unverified)] : [])
  ]
}

/** A host to which nothing but public models is routed. Kubeflow's own routes are for another Gateway. */
function publicModels(cluster: Cluster): Manifest[] {
  const { public: models } = cluster.serving
  if (!models) return []
  const { name, ports } = releaseOf(cluster.release).auth.gateway
  const hosts = [models.host]
  const metadata = publicGateway(cluster)
  const port = { number: ports.service, name: metadata.name, protocol: 'HTTP' }
  const apiVersion = 'networking.istio.io/v1'
  return [
    {
      apiVersion,
      kind: 'Gateway',
      metadata,
      spec: { selector: { app: name }, servers: [{ port, hosts }] }
    },
    {
      apiVersion,
      kind: 'VirtualService',
      metadata,
      // Without any route here, Istio would take Kubeflow's.
      spec: {
        gateways: [`${metadata.namespace}/${metadata.name}`],
        hosts,
        http: [{ directResponse: { status: 404 } }]
      }
    }
  ]
}
