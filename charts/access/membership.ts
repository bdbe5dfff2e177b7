import type { Span } from '../../src/diagnostics/source.ts'
import { groupOf } from '../../src/model/expand-groups.ts'
import type { Model } from '../../src/model/model.ts'
import { normalizeEmail } from '../../src/values/email.ts'
import { own } from '../../src/values/lookup.ts'
import { locate, type Node, type Scalar } from '../../src/yaml/node.ts'

type Platform = Pick<Model, 'common' | 'directory' | 'emails'>

/** A right, as far as it says who is let in and where. */
interface Entered {
  readonly who: { readonly name: string }
  readonly way: string
  readonly at: Span
}

/** An entry of a group or a team. */
export interface Step {
  /** Such as `group:fraud-analysts`. */
  readonly circle: string
  readonly item: Scalar
}

/** The lines of the directory that make somebody a member of the group or team of a right, outermost first. */
export function membership(platform: Platform, right: Entered): readonly Span[] {
  return stepsTo(platform, right).map(({ item }) => item)
}

export function stepsTo(platform: Platform, right: Entered): readonly Step[] {
  const { directory, emails } = platform
  const groups = locate(directory.root, ['groups'])
  const { circle, list } = circleOf(platform, right)
  const entered = new Set<string>()
  const open = itemsOf(list).map((item): Step[] => [{ circle, item }])
  for (const chain of open) {
    const value = String(chain.at(-1)?.item.value)
    const group = groupOf(value)
    if (group === undefined && normalizeEmail(value, emails.lowercase) === right.who.name) {
      return chain
    }
    if (group === undefined || entered.has(group)) continue
    entered.add(group)
    for (const item of itemsOf(groups && locate(groups, [group]))) {
      open.push([...chain, { circle: `group:${group}`, item }])
    }
  }
  return []
}

/** Whether another directory has the same entry. */
export function hasStep({ directory }: Platform, { circle, item }: Step): boolean {
  const [kind, name = ''] = circle.split(/:(.*)/)
  const { groups, teams } = directory.value
  const members = kind === 'team' ? own(teams, name)?.members : own(groups, name)
  return members?.includes(String(item.value)) ?? false
}

/** The group or the team itself. */
function circleOf({ common, directory }: Platform, { way, at }: Entered) {
  const [kind, name = ''] = way.split(/:(.*)/)
  if (kind === 'team') {
    return { circle: way, list: locate(directory.root, ['teams', name, 'members']) }
  }
  if (kind === 'group') return { circle: way, list: locate(directory.root, ['groups', name]) }
  if (kind !== 'platform') return { circle: way, list: undefined }
  const admins = common.value.admins ?? []
  const index = admins.findIndex(
    (_, index) => locate(common.root, ['admins', index, 'group']) === at
  )
  const group = admins[index]?.group ?? ''
  return { circle: `group:${group}`, list: locate(directory.root, ['groups', group]) }
}

function itemsOf(list: Node | undefined): Scalar[] {
  const items = list?.kind === 'sequence' ? list.items : []
  return items.filter(item => item.kind === 'scalar')
}
