import { countsOf } from '../../../charts/changes/counts.ts'
import { residentOf } from '../../../charts/gitops/resident.ts'
import { reviewersOf } from '../../../charts/owners/codeowners.ts'
import { renderTenant } from '../../../charts/render.ts'
import { neighbourhoodsFrom, type Opening, openingOf } from '../../../charts/tenant/givers.ts'
import { identities, proveWith } from '../../../charts/verify/proof.ts'
import type { Source } from '../../../src/diagnostics/source.ts'
import { type Claim, claimsOf } from '../../../src/model/claims.ts'
import type { Model } from '../../../src/model/model.ts'
import type { Outline } from '../../../src/model/outline.ts'
import { mentions } from '../../../src/model/outline.ts'
import type { Tenant } from '../../../src/model/tenant.ts'
import { objectSchemas } from '../../system/read-schemas.ts'
import { folderOf, tenantsThere } from '../disk/compare-all.ts'
import { compareFolder, type Difference } from '../disk/compare-folder.ts'
import { draftsIn, type Staged } from '../disk/stage.ts'
import type { Done, Facts, Presence, Task } from './task.ts'

/**
 * Renders tenants one by one and keeps only what has to be written. `openings` covers all tenants,
 * including those of other parts.
 */
export function emitFor(task: Task, openings: readonly Opening[]) {
  const render = renderFor(task, openings)
  return (model: Model | undefined, outlines: readonly Outline[]): Done => {
    if (!model) throw new Error('bug: sources that were valid before are not valid now')
    const emitted = model.tenants.map(tenant => render(tenant))
    return {
      diagnostics: [],
      facts: factsOf(model, outlines, emitted),
      differences: emitted.flatMap(({ differences }) => differences),
      staged: emitted.flatMap(({ staged }) => staged),
      texts: emitted.flatMap(({ texts }) => texts)
    }
  }
}

interface Emitted {
  readonly tenant: Tenant
  readonly presence: Presence
  readonly claims: readonly Claim[]
  readonly differences: readonly Difference[]
  readonly staged: readonly Staged[]
  readonly texts: readonly Source[]
}

function renderFor(task: Task, openings: readonly Opening[]) {
  const { root, thread, writes, asked } = task
  const neighbourhoodOf = neighbourhoodsFrom(openings)
  const prove = proveWith(objectSchemas)
  const stage = draftsIn(root, thread)
  const thereOn = tenantsOnDisk(root)
  return (tenant: Tenant): Emitted => {
    const { name, cluster } = tenant
    const neighbourhood = neighbourhoodOf(tenant)
    const { manifests, files } = renderTenant(tenant, neighbourhood)
    prove(tenant, neighbourhood, manifests)
    const path = folderOf(cluster.name, name)
    const isThere = thereOn(cluster.name).has(name)
    const differences = isThere ? compareFolder({ root, path, files }) : files.map(missing)
    const wrong = new Set(differences.map(difference => difference.path))
    const write = (drafts: readonly Source[]) =>
      isThere ? drafts.map(stage.file) : [stage.folder(path, drafts)]
    return {
      tenant,
      presence: {
        cluster: cluster.name,
        resident: residentOf(tenant),
        counts: countsOf(tenant, manifests),
        files: files.map(file => file.path)
      },
      claims: identities(tenant, manifests).map(what => [what, name]),
      differences,
      staged: writes ? write(files.filter(file => wrong.has(file.path))) : [],
      texts: files.filter(file => asked.has(file.path))
    }
  }
}

/** Looks up which tenants have folders in a cluster before anything is written. */
function tenantsOnDisk(root: string): (cluster: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>()
  return cluster => {
    const there = known.get(cluster) ?? tenantsThere(root, cluster)
    known.set(cluster, there)
    return there
  }
}

function missing({ path }: Source): Difference {
  return { path, kind: 'missing' }
}

function factsOf(model: Model, outlines: readonly Outline[], emitted: readonly Emitted[]): Facts[] {
  const outlineOf = new Map(outlines.map(outline => [outline.name, outline]))
  const claims = claimsOf(model)
  const reviewers = reviewersOf(model)
  const byPath = new Map<string, Emitted[]>(
    model.documents.map(({ root }) => [root.source.path, []])
  )
  for (const one of emitted) byPath.get(one.tenant.file.path)?.push(one)
  return model.documents.map(({ name, root }) => {
    const { path } = root.source
    const all = byPath.get(path) ?? []
    const tenants = all.map(({ tenant }) => tenant)
    return {
      path,
      outline: outlineOf.get(name) ?? { name, places: {} },
      mentions: [...new Set(tenants.flatMap(mentions).map(mention => mention.name))],
      openings: tenants.map(openingOf),
      claims: [...(claims.get(path) ?? []), ...all.flatMap(one => one.claims)],
      reviewers: reviewers.get(name) ?? [],
      sites: all.map(({ presence }) => presence)
    }
  })
}
