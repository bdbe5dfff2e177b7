import { groupBy } from '../../../src/values/group.ts'
import type { Reach } from '../plan-data.ts'

type Statement = Reach['aws'][number]

interface Allowed {
  readonly action: string
  readonly place: string
}

/** The names of a cluster and of a tenant, which say nothing about the order of what is otherwise the same. */
type Names = readonly string[]

/** What statements allow, in as few as say it: the same ones however many it was written in. */
export function regrouped(all: readonly Statement[], names: Names): Statement[] {
  return statementsOf(all.flatMap(allowedBy), names)
}

/** What is allowed here and not there. */
export function lessAws(
  all: readonly Statement[],
  other: readonly Statement[],
  names: Names
): Statement[] {
  const known = new Set(other.flatMap(allowedBy).map(textOf))
  const left = all.flatMap(allowedBy).filter(one => !known.has(textOf(one)))
  return statementsOf(left, names)
}

function allowedBy({ actions, places }: Statement): Allowed[] {
  return actions.flatMap(action => places.map(place => ({ action, place })))
}

function textOf({ action, place }: Allowed): string {
  return `${action} ${place}`
}

function statementsOf(all: readonly Allowed[], names: Names): Statement[] {
  const byAction = groupBy(all, ({ action }) => action)
  const single = Array.from(byAction, ([action, allowed]) => {
    const places = [...new Set(allowed.map(({ place }) => place))]
    return { action, places: sorted(places, names) }
  })
  const alike = groupBy(
    single.sort((a, b) => (a.action < b.action ? -1 : 1)),
    ({ places }) => places.join('\n')
  )
  return Array.from(alike.values(), group => {
    return { actions: group.map(({ action }) => action), places: group[0].places }
  })
}

/** In an order that is the same on each cluster and for each tenant. */
function sorted(places: readonly string[], names: Names): string[] {
  const unnamed = (place: string) => names.reduce((text, name) => text.replaceAll(name, ''), place)
  const keys = new Map(places.map(place => [place, `${unnamed(place)} ${place}`]))
  return places.toSorted((a, b) => ((keys.get(a) ?? '') < (keys.get(b) ?? '') ? -1 : 1))
}
