import type { Cluster } from '../../src/cluster/cluster.ts'
import { modelDomain } from '../../src/cluster/serving.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'
import { texts } from './kubeflow-namespace.ts'
import { onGateway, stranger, tokens } from './tokens.ts'

/** Models: under which names they answer, and who is believed to be calling them. */
export const serving: Component = {
  name: 'serving',
  after: ['roles', 'auth'],
  upstream: true,
  values: cluster => ({
    ...plain,
    overlays: ['aggregated', 'serving'],
    patches: [ways(cluster), domain(cluster), page(cluster), activator(cluster)],
    objects: callers(cluster)
  })
}

/**
 * One text holds all of it. Kubeflow has KServe make a path for each model as well, beside whose host
 * all paths of Kubeflow itself would end in 404; tenants have theirs from us.
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

function page({ release, header, prefix }: Cluster): Manifest {
  const { page, pageKeys } = releaseOf(release).serving
  return texts(page, { [pageKeys.header]: header, [pageKeys.prefix]: prefix })
}

/**
 * Tenants take the activator's word for who calls, and it passes on what it is told: so only gateways,
 * which take that from tokens, may tell it anything.
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

/**
 * The gateway inside the cluster fills the header from the caller's token, and takes off what the
 * caller wrote there. It lets everybody pass: without a token one is nobody, which public models allow.
 */
function callers(cluster: Cluster): Manifest[] {
  const { gateway } = releaseOf(cluster.release).serving
  const inside = (kind: string, name: string, spec: object) =>
    onGateway(cluster, { kind, name, gateway }, spec)
  const unverified = stranger(cluster)
  return [
    inside('RequestAuthentication', 'model-callers', { jwtRules: tokens(cluster) }),
    ...(unverified ? [inside('AuthorizationPolicy', 'model-callers-unverified', unverified)] : [])
  ]
}
