import { groupBy } from '../../src/values/group.ts'
import { locate } from '../../src/yaml/node.ts'
import { parseYaml } from '../../src/yaml/parse.ts'
import type { After, ChangeRule, Resident } from './change.ts'

/** Warns where a new tenant writes what differs on one cluster, and so leaves out all others. */
export const riskyClusters: ChangeRule = ({ before, after }, report) => {
  // Without anything to compare with, every tenant would be new.
  if (before.tenants.length === 0) return
  const old = new Set(before.tenants.map(({ name }) => name))
  const added = after.tenants.filter(({ name }) => !old.has(name))
  for (const [name, [tenant, ...others]] of groupBy(added, ({ name }) => name)) {
    const there = new Set([tenant, ...others].map(({ cluster }) => cluster))
    const left = after.clusters.find(({ name }) => !there.has(name))
    const at = tenant && left && differencesOf(tenant, after)
    if (!at) continue
    report({
      code: 'risky-clusters',
      message: `\`${name}\` is only on the clusters that are named here, and not on \`${left.name}\``,
      at,
      help: `if it should be on all of them, name each: \`${left.name}: {}\` for one where nothing differs`
    })
  }
}

/** The map under `clusters`; a list is clear enough. */
function differencesOf({ file: path }: Resident, after: After) {
  const root = parseYaml({ path, text: after.read(path) ?? '' }, () => {})
  const found = root ? locate(root, ['clusters']) : undefined
  return found?.kind === 'mapping' ? found : undefined
}
