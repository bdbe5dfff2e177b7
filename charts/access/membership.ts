import type { Span } from '../../src/diagnostics/source.ts'
import { groupOf } from '../../src/model/expand-groups.ts'
import type { Model } from '../../src/model/model.ts'
import { normalizeEmail } from '../../src/values/email.ts'
import { locate, type Node, type Scalar } from '../../src/yaml/node.ts'
import type { Right } from './right.ts'

type Directory = Pick<Model, 'directory' | 'emails'>

/** The lines of the directory that make somebody a member of the group or team of a right, outermost first. */
export function membership({ directory, emails }: Directory, { way, who }: Right): readonly Span[] {
  const [kind, name = ''] = way.split(/:(.*)/)
  const groups = locate(directory.root, ['groups'])
  const own = kind === 'group' ? groups && locate(groups, [name]) : undefined
  const list = kind === 'team' ? locate(directory.root, ['teams', name, 'members']) : own
  const entered = new Set<string>()
  const open = itemsOf(list).map(item => [item])
  for (const chain of open) {
    const item = chain.at(-1)
    const group = groupOf(String(item?.value))
    if (group === undefined && normalizeEmail(String(item?.value), emails.lowercase) === who.name) {
      return chain
    }
    if (group === undefined || entered.has(group)) continue
    entered.add(group)
    for (const inner of itemsOf(groups && locate(groups, [group]))) open.push([...chain, inner])
  }
  return []
}

function itemsOf(list: Node | undefined): Scalar[] {
  const items = list?.kind === 'sequence' ? list.items : []
  return items.filter(item => item.kind === 'scalar')
}
