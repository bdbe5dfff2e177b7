import type { Report } from '../../src/diagnostics/diagnostic.ts'
import { startOf } from '../../src/diagnostics/source.ts'
import { nameOf } from '../verify/invariants.ts'
import {
  type Before,
  type Change,
  type ChangeRule,
  goneFrom,
  type Located,
  objectsPath
} from './change.ts'
import { fates, manifests } from './object-fates.ts'
import { placeOf } from './place-in-tenant.ts'

/**
 * Refuses a removal if the tenant was not released first, if nearly all tenants would go, or if no
 * engine would prune it.
 */
export const forbiddenRemoval: ChangeRule = (change, report) => {
  const { before, after, allowed } = change
  const gone = goneFrom(before.tenants, after.tenants).filter(({ name }) => !allowed.has(name))
  for (const tenant of gone) reportTenant(tenant, change, report)
  for (const name of new Set(gone.map(({ cluster }) => cluster))) {
    const message = tooMany(name, gone, change)
    if (message === undefined) continue
    report({
      code: 'forbidden-removal',
      message: `${message} of cluster \`${name}\` would be removed`,
      at: startOf({ path: `platform/clusters/${name}.yaml`, text: '' }),
      help: 'if you mean it, name each of them with `--allow-removal <tenant>`'
    })
  }
  for (const tenant of after.tenants) {
    if (!isPruned(tenant, change)) reportObjects(tenant, change, report)
  }
}

function reportTenant(tenant: Located, change: Change, report: Report): void {
  const what = `tenant \`${tenant.name}\` is removed from cluster \`${tenant.cluster}\``
  const code = 'forbidden-removal'
  const at = placeOf(tenant, change, ['clusters'])
  if (!isPruned(tenant, change)) {
    report({
      code,
      message: `${what} while \`gitops.prune\` is off, so it would stay there`,
      at,
      help
    })
  } else if (stateOf(tenant, change.before) === 'protected') {
    report({
      code,
      message: `${what}, but was not released`,
      at,
      help:
        renaming(tenant, change) ??
        `write \`state: released\` for it and commit that first; \`--allow-removal ${tenant.name}\` removes it anyway`
    })
  }
}

/** If a new tenant appears in the same change, the author may have meant to rename this one. */
function renaming({ cluster, name }: Located, { before, after }: Change): string | undefined {
  const isHere = (tenant: Located) => tenant.cluster === cluster
  const known = new Set(before.tenants.filter(isHere).map(tenant => tenant.name))
  const [first, second] = after.tenants.filter(isHere).filter(tenant => !known.has(tenant.name))
  if (!first || second) return undefined
  return `a namespace cannot be renamed: keep \`${name}\` beside \`${first.name}\`, move its contents, then write \`state: released\` for it, and remove it in a later commit`
}

const help = 'keep it until `prune` is on again'

function reportObjects(tenant: Located, change: Change, report: Report): void {
  const lost = fates(tenant, change).find(({ is }) => is === undefined)
  if (!lost) return
  report({
    code: 'forbidden-removal',
    message: `\`${nameOf(lost.was)}\` is removed while \`gitops.prune\` is off, so it would stay in cluster \`${tenant.cluster}\``,
    at: placeOf(tenant, change, []),
    help
  })
}

function isPruned({ cluster }: Located, { after }: Change): boolean {
  return after.clusters.find(({ name }) => name === cluster)?.gitops.prune ?? true
}

function tooMany(name: string, gone: readonly Located[], change: Change): string | undefined {
  const { before, after } = change
  const isHere = ({ cluster }: Located) => cluster === name
  const states = gone.filter(isHere).map(tenant => stateOf(tenant, before))
  // Protected tenants are reported one by one.
  if (states.includes('protected')) return undefined
  if (!after.tenants.some(isHere)) return 'every tenant'
  const unreleased = states.filter(state => state !== 'released').length
  const all = before.tenants.filter(isHere).length
  return unreleased * 10 > all ? `${unreleased} of ${all} tenants` : undefined
}

/** Reads the state from the generated namespace. */
function stateOf(tenant: Located, { read }: Before): 'protected' | 'released' | 'unknown' {
  const objects = manifests(read(objectsPath(tenant, 'bootstrap')) ?? '')
  const namespace = objects.find(({ kind }) => kind === 'Namespace')
  if (!namespace) return 'unknown'
  const { annotations } = namespace.metadata
  return annotations?.['kustomize.toolkit.fluxcd.io/prune'] === 'disabled'
    ? 'protected'
    : 'released'
}
