import { at, type Fields, list, type Thing } from '../overlay/thing.ts'
import type { Cluster } from './cluster.ts'
import { rootNamespace } from './decide.ts'
import { namespaceOf } from './request.ts'

/**
 * Lists the principals that a policy lets in although they never arrive, such as `fraud: ci/deployer`.
 * A proxy sends its certificate only to hosts that its `Sidecar` lists.
 */
export function absent({ policies, sidecars, tables }: Cluster): string[] {
  return policies
    .filter(({ metadata }) => tables.has(metadata.namespace ?? ''))
    .flatMap(policy => {
      const to = policy.metadata.namespace ?? ''
      return principalsOf(policy)
        .filter(principal => !knows(sidecars, principal, to))
        .map(principal => `${to}: ${principal}`)
    })
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
  const labels = { app: apps[principal.split('/sa/')[1] ?? ''] }
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
const apps: Readonly<Record<string, string>> = {
  activator: 'activator',
  'ml-pipeline-ui': 'ml-pipeline-ui',
  'notebook-controller-service-account': 'notebook-controller'
}
