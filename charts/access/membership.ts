import type { Span } from '../../src/diagnostics/source.ts'
import { groupOf } from '../../src/model/expand-groups.ts'
import type { Model } from '../../src/model/model.ts'
import { normalizeEmail } from '../../src/values/email.ts'
import { locate, type Node, type Scalar } from '../../src/yaml/node.ts'
import type { Right } from './right.ts'

type Platform = Pick<Model, 'common' | 'directory' | 'emails'>

/** The lines of the directory that make somebody a member of the group or team of a right, outermost first. */
export function membership(platform: Platform, right: Right): readonly Span[] {
  const { directory, emails } = platform
  const { who } = right
  const groups = locate(directory.root, ['groups'])
  const list = listOf(platform, right)
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

/** The group or the team itself. */
function listOf({ common, directory }: Platform, { way, at }: Right): Node | undefined {
  const [kind, name = ''] = way.split(/:(.*)/)
  if (kind === 'team') return locate(directory.root, ['teams', name, 'members'])
  if (kind === 'group') return locate(directory.root, ['groups', name])
  if (kind !== 'platform') return undefined
  const admins = common.value.admins ?? []
  const index = admins.findIndex(
    (_, index) => locate(common.root, ['admins', index, 'group']) === at
  )
  return locate(directory.root, ['groups', admins[index]?.group ?? ''])
}

function itemsOf(list: Node | undefined): Scalar[] {
  const items = list?.kind === 'sequence' ? list.items : []
  return items.filter(item => item.kind === 'scalar')
}
