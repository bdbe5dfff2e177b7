import type { IVirtualService } from '@kubernetes-models/istio/networking.istio.io/v1beta1/VirtualService'
import type { IAuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy'
import type { Cluster } from '../../src/cluster/cluster.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { publicGateway } from '../objects/public-gateway.ts'
import { ownerOf } from './owner.ts'

/** The policy that lets callers reach all models. */
export const modelsPolicy = 'models'

/** The policy that lets anybody reach one model. */
export function modelPolicy(model: string): string {
  return `model-${model}`
}

/** A gateway that somebody else sets up may pass on any caller's header. */
export function opensModels({ components }: Cluster): boolean {
  return components.serving === 'managed'
}

/**
 * Who may call the tenant's models. The calls arrive from the local gateway, which routes to nothing
 * but models, so this opens neither notebooks nor anything else. The platform's overlay makes that
 * gateway set the caller header from the token. The policy of the profile controller admits Knative's
 * probes.
 */
export const serving: Concern = (chart, tenant) => {
  const { name, cluster, serving } = tenant
  if (tenant.state === 'suspended' || !opensModels(cluster)) return
  const { localGateway, activator, serving: names } = releaseOf(cluster.release)
  const entry = {
    from: [{ source: { principals: [localGateway, activator] } }],
    to: [{ operation: { ports: [...names.ports] } }]
  }
  const values = callers(tenant).map(caller => `${cluster.prefix}${caller}`)
  policy(modelsPolicy, {
    rules: [{ ...entry, when: [{ key: `request.headers[${cluster.header}]`, values }] }]
  })
  for (const model of serving.public) {
    policy(modelPolicy(model), {
      selector: { matchLabels: { 'serving.kserve.io/inferenceservice': model } },
      rules: [entry]
    })
  }

  function policy(policyName: string, spec: NonNullable<IAuthorizationPolicy['spec']>): void {
    add(chart, {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: policyName, namespace: name },
      spec
    })
  }
}

function callers(tenant: Tenant): string[] {
  const people = [ownerOf(tenant), ...tenant.people.map(({ email }) => email)]
  const accounts = tenant.serving.callers.flatMap(({ namespace, accounts }) =>
    accounts.map(account => `system:serviceaccount:${namespace}:${account}`)
  )
  const own = tenant.aws.accounts.map(account => `system:serviceaccount:${tenant.name}:${account}`)
  return [...new Set([...people, ...own, ...accounts])]
}

/** Routes `/serving/<tenant>/<model>/` at the host of public models to the models listed by name. */
export const routes: Concern = (chart, tenant) => {
  const { name, cluster, serving, state } = tenant
  const host = cluster.serving.public?.host
  if (host === undefined || state === 'suspended') return
  const { ways } = releaseOf(cluster.release).serving
  const gateway = publicGateway(cluster)
  for (const model of serving.public) {
    add(chart, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: `model-${model}`, namespace: name },
      spec: {
        gateways: [`${gateway.namespace}/${gateway.name}`],
        hosts: [host],
        http: [route(name, model, ways.localGatewayService)]
      }
    })
  }
}

type Route = NonNullable<NonNullable<IVirtualService['spec']>['http']>[number]

function route(tenant: string, model: string, host: string): Route {
  return {
    match: [{ uri: { prefix: `/serving/${tenant}/${model}/` } }],
    rewrite: { uri: '/' },
    headers: {
      request: {
        set: { Host: `${model}-predictor.${tenant}.svc.cluster.local` },
        // The model must not learn who calls it, nor act in their name.
        remove: ['authorization', 'cookie']
      },
      // Its cookies, and those that its scripts set, would reach other hosts of the same company.
      response: {
        set: { 'Content-Security-Policy': 'sandbox' },
        remove: ['clear-site-data', 'set-cookie']
      }
    },
    route: [{ destination: { host, port: { number: 80 } } }],
    timeout: '300s'
  }
}
