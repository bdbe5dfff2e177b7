import { at, type Fields, list, type Thing } from '../overlay/thing.ts'
import type { Cluster } from './cluster.ts'
import { rootNamespace } from './decide.ts'
import { namespaceOf } from './request.ts'

/** Who is let in where by a certificate: `to` is a tenant. */
export interface Arrival {
  readonly to: string
  readonly principal: string
}

export function arrivals({ policies, tables }: Cluster): Arrival[] {
  return policies
    .filter(({ metadata }) => tables.has(metadata.namespace ?? ''))
    .flatMap(policy => {
      const to = policy.metadata.namespace ?? ''
      return principalsOf(policy).map(principal => ({ to, principal }))
    })
}

/**
 * Lists the principals that a policy lets in although they never arrive, such as `fraud: ci/deployer`.
 * A proxy sends its certificate only to hosts that its `Sidecar` lists.
 */
export function absent(cluster: Cluster): string[] {
  return arrivals(cluster)
    .filter(({ to, principal }) => !knows(cluster.sidecars, principal, to))
    .map(({ to, principal }) => `${to}: ${principal}`)
}

function principalsOf({ spec }: Thing): string[] {
  return list(spec, 'rules').flatMap(rule =>
    list(rule, 'from').flatMap(from => (at(from, 'source', 'principals') ?? []) as string[])
  )
}

function knows(sidecars: readonly Thing[], principal: string, to: string): boolean {
  const from = namespaceOf(principal)
  // Gateways have no Sidecar, and pods of one namespace know each other.
  if (from === to || from === rootNamespace) return true
  const own = sidecars.filter(({ metadata }) => metadata.namespace === from)
  const labels = labelsOf(principal)
  const chosen =
    own.find(({ spec }) => selects(spec, labels)) ??
    own.find(({ spec }) => at(spec, 'workloadSelector') === undefined) ??
    sidecars.find(({ metadata }) => metadata.namespace === rootNamespace)
  return list(chosen?.spec, 'egress').some(({ hosts }) =>
    (hosts as string[]).some(host => ['*/*', `${to}/*`].includes(host))
  )
}

function selects(spec: unknown, labels: Fields): boolean {
  const wanted = at(spec, 'workloadSelector', 'labels') as Fields | undefined
  return (
    wanted !== undefined && Object.entries(wanted).every(([key, value]) => labels[key] === value)
  )
}

/** The label `app` of the pods that run as an account of Kubeflow's. */
export function labelsOf(principal: string): Readonly<Record<string, string>> {
  const app = apps[principal.split('/sa/')[1] ?? '']
  return app === undefined ? {} : { app }
}

const apps: Readonly<Record<string, string>> = {
  activator: 'activator',
  'ml-pipeline-ui': 'ml-pipeline-ui',
  'notebook-controller-service-account': 'notebook-controller'
}
