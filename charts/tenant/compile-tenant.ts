import { ApiObject, App, Chart } from 'cdk8s'
import type { Tenant } from '../../src/model/tenant.ts'
import { managed } from '../objects/labels.ts'
import { type Concern, type Manifest, manifestOf, type Neighbourhood } from '../objects/manifest.ts'
import { inOrder } from '../objects/order.ts'
import { artifacts } from './artifacts.ts'
import { associations, iam } from './iam-objects.ts'
import { limits } from './limits.ts'
import { namespace } from './namespace.ts'
import { callers, sidecar } from './neighbours.ts'
import { network } from './network.ts'
import { pipelines } from './pipelines.ts'
import { podDefaults } from './pod-defaults.ts'
import { profile } from './profile.ts'
import { leaving } from './protection.ts'
import { queue } from './queue.ts'
import { reconciler } from './reconciler.ts'
import { secrets } from './secrets.ts'
import { accounts } from './service-accounts.ts'
import { routes, serving } from './serving.ts'
import { ownership, sharing } from './sharing.ts'
import { suspension } from './suspension.ts'
import { claims, disks } from './volumes.ts'
import { workloads } from './workloads.ts'

/** The objects of a tenant: those that need rights over the whole cluster, and those inside its namespace. */
export interface Manifests {
  readonly bootstrap: readonly Manifest[]
  readonly namespace: readonly Manifest[]
}

const bootstrap: readonly Concern[] = [namespace, profile, reconciler, disks, iam, associations]

const inside: readonly Concern[] = [
  ownership,
  sharing,
  workloads,
  callers,
  sidecar,
  suspension,
  accounts,
  limits,
  pipelines,
  artifacts,
  podDefaults,
  queue,
  secrets,
  claims,
  network,
  serving,
  routes
]

/** One App per tenant, with a chart for each phase. */
export function manifests(tenant: Tenant, neighbourhood: Neighbourhood): Manifests {
  const app = new App()
  const synthesize = (phase: string, concerns: readonly Concern[]): Manifest[] => {
    const chart = new Chart(app, phase, { labels: managed, disableResourceNameHashes: true })
    for (const concern of concerns) concern(chart, tenant, neighbourhood)
    // `chart.toJson()` would search the whole App for dependencies, and there are none.
    const made = chart.node.findAll().filter(ApiObject.isApiObject).map(manifestOf)
    return inOrder(made.map(manifest => leaving(tenant, manifest)))
  }
  return {
    bootstrap: synthesize('bootstrap', bootstrap),
    namespace: synthesize('namespace', inside)
  }
}
