import type { Span } from '../../diagnostics/source.ts'
import { releaseOf } from '../../kubeflow/release.ts'
import {
  addQuantities,
  compareQuantities,
  parseQuantity,
  type Quantity
} from '../../kubernetes/quantity.ts'
import type { Model } from '../../model/model.ts'
import { type Amount, amounts, containerOf, limitsOf } from '../../model/quota.ts'
import type { Tenant } from '../../model/tenant.ts'
import { placeIn } from '../../yaml/node.ts'

/** How much of a resource is needed, and for what. */
export interface Need {
  readonly resource: string
  readonly amount: Quantity
}

/** What one notebook needs, and for what. */
export interface NotebookNeed extends Need {
  readonly why: string
}

/**
 * What one notebook needs: a pod whose container gets the defaults of `limits` and which has Istio's
 * sidecar, a claim for its workspace, and a service.
 */
export function needsOfNotebook(allowance: Allowance): NotebookNeed[] {
  const { cluster } = allowance
  const { request, limit } = releaseOf(cluster.release).sidecar
  const container = containerOf(allowance)
  const both = (resource: string, own: string | null, beside: string): NotebookNeed => ({
    resource,
    amount: addQuantities(quantity(own), quantity(beside)),
    why: `${own} for its container and ${beside} for Istio's sidecar`
  })
  const one = (resource: string, what: string): NotebookNeed => ({
    resource,
    amount: quantity('1'),
    why: what
  })
  return [
    both('requests.cpu', container.request.cpu, request.cpu),
    both('requests.memory', container.request.memory, request.memory),
    both('limits.cpu', container.default.cpu, limit.cpu),
    both('limits.memory', container.default.memory, limit.memory),
    ...(hasDisks(allowance)
      ? [
          {
            resource: 'requests.storage',
            amount: quantity(cluster.notebooks.workspace.size),
            why: 'a notebook has a workspace of that size'
          },
          one('persistentvolumeclaims', 'the workspace of a notebook is one')
        ]
      : []),
    one('pods', 'a notebook is a pod; to stop a tenant, write `state: suspended`'),
    one('count/pods', 'a notebook is a pod; to stop a tenant, write `state: suspended`'),
    one('count/statefulsets.apps', 'a notebook is one'),
    one('services', 'a notebook is reached by one')
  ]
}

/** Whoever may have no disks at all starts notebooks without a workspace. */
function hasDisks({ quota }: Allowance): boolean {
  const disks = ['requests.storage', 'persistentvolumeclaims']
  return !quota.some(({ resource, amount }) => disks.includes(resource) && amount === '0')
}

/** What a tenant's volumes need; Kubernetes rejects claims that exceed the quota. */
export function needsOfVolumes({ volumes }: Allowance): Need[] {
  if (volumes.length === 0) return []
  const sizes = volumes.map(({ size }) => quantity(size))
  const amount = sizes.reduce(addQuantities)
  const count = quantity(String(volumes.length))
  return [
    { resource: 'requests.storage', amount },
    { resource: 'persistentvolumeclaims', amount: count }
  ]
}

export function isShort(amount: string, need: Need): boolean {
  return compareQuantities(quantity(amount), need.amount) < 0
}

function quantity(text: string | null): Quantity {
  const found = parseQuantity(text ?? 0)
  if (!found) throw new Error(`bug: ${text} was let through as a quantity`)
  return found
}

/** The quota and limits that something has to fit into. */
export type Allowance = Pick<Tenant, 'quota' | 'limits' | 'volumes' | 'cluster' | 'at'>

/** Where a line of the quota is written: in a file of the tenant, or in the policy. */
export function lineAt({ policy }: Model, { at }: Allowance, { field, rule }: Amount): Span {
  return rule === null ? at('quota', field) : placeIn(policy, [rule, 'quota', field])
}

/** Those of all tenants, and of all presets on each cluster, including unused ones. */
export function allowances({ common, clusters, tenants }: Model): Allowance[] {
  const presets = Object.entries(common.value.presets ?? {}).flatMap(([name, preset]) =>
    clusters.map(cluster => ({
      quota: amounts(preset, cluster.gpu),
      limits: limitsOf(preset.limits),
      volumes: [],
      cluster,
      // A preset is a quota that contains its limits.
      at: (...path: readonly (string | number)[]) =>
        placeIn(common, ['presets', name, ...path.filter(step => step !== 'quota')])
    }))
  )
  return [...presets, ...tenants]
}
