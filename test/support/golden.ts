import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { argocdFiles } from '../../charts/gitops/argocd.ts'
import { fluxFiles } from '../../charts/gitops/flux.ts'
import { residentOf } from '../../charts/gitops/resident.ts'
import { partNames } from '../../charts/platform/compile-platform.ts'
import { type Rendered, renderTenant } from '../../charts/render.ts'
import { neighbourhoodsFrom, openingOf } from '../../charts/tenant/givers.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import { compile } from '../../src/compile.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { readTree } from '../../src/files/disk.ts'
import type { Model } from '../../src/model/model.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import type { Guest, Meant } from '../control-plane-needs/meant.ts'

const root = resolve('test/golden')
const platform = readTree('test', ['platform'])

/** The case folders with tenants that compile, each named after what it shows. */
export const names = readdirSync(root).sort()

interface Case {
  readonly folder: string
  readonly diagnostics: readonly Diagnostic[]
  /** Each tenant once per cluster. */
  readonly rendered: readonly (Rendered & { readonly tenant: Tenant })[]
  /** The engines' configuration, if the case is about that. */
  readonly told: readonly Source[]
}

export function compileCase(name: string): Case {
  const folder = join(root, name)
  const files = new Map([...platform, ...readTree(folder, ['tenants', 'platform'])])
  const { model, diagnostics } = compile(files, { today: '2026-06-15', touched: new Set() })
  const tenants = model?.tenants ?? []
  const neighbourhoodOf = neighbourhoodsFrom(tenants.map(openingOf))
  const rendered = tenants.map(tenant => ({
    tenant,
    ...renderTenant(tenant, neighbourhoodOf(tenant))
  }))
  const told = model && name.startsWith('engines') ? model.clusters.flatMap(toldIn(model)) : []
  return { folder, diagnostics, rendered, told }
}

function toldIn(model: Model) {
  return (cluster: Cluster): Source[] => {
    const residents = model.tenants.filter(tenant => tenant.cluster === cluster).map(residentOf)
    const contents = { components: partNames(model, cluster), residents }
    return [...fluxFiles(cluster, contents), ...argocdFiles(cluster, contents)]
  }
}

/** The intended tenant, for judges that do not trust charts/. */
export function meantBy(tenant: Tenant): Meant {
  const { name, state, owner, people, cluster, volumes } = tenant
  const { enabled, env } = tenant.pipelines
  const ours = env === 'aws' ? 'ours' : 'theirs'
  const { serving } = cluster.components
  return {
    name,
    state,
    owner,
    people,
    guests: guestsOf(tenant),
    header: cluster.header,
    prefix: cluster.prefix,
    pipelines: enabled ? ours : 'off',
    models: serving === 'managed' ? 'ours' : serving === 'external' ? 'theirs' : 'off',
    metadata: cluster.pipelines.metadata === 'shared',
    claims: Object.fromEntries(volumes.map(volume => [volume.name, volume.share !== null]))
  }
}

function guestsOf({ workloads, neighbours, network, serving }: Tenant): Guest[] {
  const reach = (notebooks: boolean) => (notebooks ? 'everything' : 'nothing')
  const all: Guest[] = [
    ...workloads.map(({ namespace, account, role }) => {
      return { namespace, account, role, reach: 'nothing' } as const
    }),
    ...neighbours.flatMap(({ tenant, accounts, role, way }) =>
      accounts.map(account => {
        return { namespace: tenant, account, role, reach: reach(way.notebooks) } as const
      })
    ),
    ...network.from.flatMap(({ name, accounts }) =>
      accounts.map(account => {
        return { namespace: name, account, role: '', reach: 'services' } as const
      })
    )
  ]
  const ids = new Set(all.map(({ namespace, account }) => `${namespace}/${account}`))
  const callers = serving.callers.flatMap(({ namespace, accounts }) =>
    accounts
      .filter(account => !ids.has(`${namespace}/${account}`))
      .map(account => ({ namespace, account, role: '', reach: 'models' }) as const)
  )
  return [...all, ...callers]
}
