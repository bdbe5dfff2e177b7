import type { Cluster } from '../../cluster/cluster.ts'
import { type Components, settings, type Upkeep } from '../../cluster/components.ts'
import { type ComponentName, componentNames, components } from '../../kubeflow/components.ts'
import { andList } from '../../text/prose.ts'
import { locateKey, type Path } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** Refuses components that need one that is off, and settings of components that others install. */
export const conflictingComponents: Rule = ({ clusters }, report) => {
  for (const cluster of clusters) {
    for (const conflict of [...gone(cluster), ...idle(cluster)])
      report({ code: 'conflicting-components', ...conflict })
  }
}

function gone({ components: chosen, at }: Cluster) {
  return componentNames
    .filter(name => chosen[name] === 'off')
    .flatMap(name => {
      const users = componentNames.filter(user => {
        return chosen[user] === 'managed' && components[user].needs.includes(name)
      })
      if (users.length === 0) return []
      return {
        message: `${andList(users)} ${users.length === 1 ? 'needs' : 'need'} \`${name}\`, which is \`off\``,
        at: at('components', name),
        help: `write \`external\` if somebody else installs it, remove the line if nobody does, or switch off what needs it`
      }
    })
}

function idle({ components: chosen, root }: Cluster) {
  return settings
    .filter(({ of, given }) => !of.some(name => works(chosen[name], given)))
    .flatMap(({ path, of: [first] }) => {
      const at = locateKey(root, path)
      return at && first ? [{ ...described(path, first, chosen), at }] : []
    })
}

function works(upkeep: Upkeep, given = false): boolean {
  return upkeep === 'managed' || (given && upkeep === 'external')
}

function described(path: Path, name: ComponentName, chosen: Components) {
  const why = chosen[name] === 'off' ? 'is `off`' : 'is `external`, so somebody else sets it up'
  return {
    message: `\`${path.join('.')}\` has no effect, because component \`${name}\` ${why}`,
    help: `remove it, or have Tenantry install \`${name}\`: see \`components\``
  }
}
