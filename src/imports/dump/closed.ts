import { mapAt, pick, textsAt } from './pick.ts'
import type { LiveObject } from './read-dump.ts'

/** Whether a network policy limits that traffic of all pods of these objects' namespace. */
export function isClosed(objects: readonly LiveObject[], way: 'Ingress' | 'Egress'): boolean {
  return objects.some(({ kind, fields }) => {
    const chosen = Object.keys(mapAt(fields, 'spec', 'podSelector')).length
    return kind === 'NetworkPolicy' && chosen === 0 && waysOf(fields).includes(way)
  })
}

/** A policy that names none is for what comes in, and for what goes out if it has rules for that. */
function waysOf(fields: unknown): readonly string[] {
  const named = textsAt(fields, 'spec', 'policyTypes')
  if (named.length > 0) return named
  return pick(fields, 'spec', 'egress') === undefined ? ['Ingress'] : ['Ingress', 'Egress']
}
