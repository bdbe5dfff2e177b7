import { renderRest, renderTenant } from '../../charts/render.ts'
import { neighbourhoodsFrom, openingOf } from '../../charts/tenant/givers.ts'
import type { Model } from '../../src/model/model.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { folderOf } from '../output/disk/compare-all.ts'
import type { State } from './git-state.ts'

/** How what is generated differs from what people write. */
export interface Followed {
  /** Files that nobody generated yet, as they will be; nothing for those that will go. */
  readonly pending: ReadonlyMap<string, string | undefined>
  /** Files that somebody changed to something else. */
  readonly stray: ReadonlySet<string>
}

interface Given {
  readonly model: Model
  readonly tenants: readonly Tenant[]
  /** The folders of the tenants that the change concerns. */
  readonly folders: readonly string[]
  readonly changed: ReadonlySet<string>
}

/** Compares with what would be generated. A file that the change leaves alone was not generated yet. */
export function follow(state: State, { model, tenants, folders, changed }: Given): Followed {
  const neighbourhoodOf = neighbourhoodsFrom(model.tenants.map(openingOf))
  const rendered = tenants.flatMap(tenant => renderTenant(tenant, neighbourhoodOf(tenant)).files)
  const wanted = new Map(rendered.map(({ path, text }) => [path, text]))
  const own = new Set(tenants.map(({ cluster, name }) => folderOf(cluster.name, name)))
  const paths = new Set([...state.below([...folders, ...own]), ...wanted.keys()])
  const texts = state.texts([...paths])
  const wrong = [...paths].filter(path => texts.get(path) !== wanted.get(path))
  const pending = wrong.filter(path => !changed.has(path))
  return {
    pending: new Map(pending.map(path => [path, wanted.get(path)])),
    stray: new Set([
      ...wrong.filter(path => changed.has(path)),
      ...ofPlatform(state, model, changed)
    ])
  }
}

/** Files of the platform that somebody changed to something else. They do not depend on tenants. */
function ofPlatform(state: State, model: Model, changed: ReadonlySet<string>): string[] {
  return model.clusters.flatMap(cluster => {
    const below = `generated/${cluster.name}/platform/`
    const paths = [...changed].filter(path => path.startsWith(below))
    if (paths.length === 0) return []
    const rendered = renderRest(model, cluster, []).map(({ path, text }) => [path, text] as const)
    const [wanted, texts] = [new Map(rendered), state.texts(paths)]
    return paths.filter(path => texts.get(path) !== wanted.get(path))
  })
}
