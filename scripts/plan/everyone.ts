import { keyOf } from '../../charts/changes/change.ts'
import type { Comparison } from '../../charts/plan/comparison.ts'
import { beginBeside } from '../../src/compile.ts'
import type { Files, RawFile } from '../../src/files/disk.ts'
import { quotasOf } from '../../src/model/resolve.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import type { Meaning } from './compile-state.ts'
import type { State } from './git-state.ts'
import { quotaPart } from './quota-part.ts'
import type { Scope } from './scope.ts'

/** The quotas of all tenants of a state. It takes time where they are many, so they are only read for sums of changed quotas. */
export function everyone(
  state: State,
  [before, after]: readonly [Meaning, Meaning],
  { isWhole }: Scope
): Comparison['everyone'] {
  const { model, placed } = after
  if (!placed || !areSummed(before, after)) return []
  if (isWhole) return model?.tenants ?? []
  const all = beginBeside(placed, quotasIn(state), () => true)
  return all.placed ? quotasOf(all.placed) : []
}

/** The tenants' files with no more than their quotas. */
function quotasIn(state: State): Files {
  const isTenant = (path: string) => path.startsWith('tenants/')
  const files = [...state.files(isTenant)].filter(([path]) => isTenant(path))
  return new Map(files.map(([path, file]) => [path, onlyQuota(file)]))
}

function onlyQuota(file: RawFile): RawFile {
  if (file.kind !== 'file') return file
  const text = quotaPart(Buffer.from(file.bytes).toString())
  return { kind: 'file', bytes: Buffer.from(text) }
}

function areSummed({ tenants: before }: Meaning, { tenants }: Meaning): boolean {
  const quotas = new Map(before.map(tenant => [siteOf(tenant), quotaText(tenant)]))
  return tenants.some(tenant => {
    const isKnown = tenant.cluster.file.capacity !== undefined
    return isKnown && quotas.get(siteOf(tenant)) !== quotaText(tenant)
  })
}

function siteOf({ name, cluster }: Tenant): string {
  return keyOf({ cluster: cluster.name, name })
}

function quotaText({ quota }: Tenant): string {
  return quota.map(({ field, amount }) => `${field} ${amount}`).join()
}
