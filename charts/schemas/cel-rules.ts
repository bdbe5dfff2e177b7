import { addTo } from '../../src/values/group.ts'
import type { Crd } from './crd.ts'
import { inner, type Schema } from './schema.ts'
import { rulesOf } from './strip.ts'
import { fileOf } from './whole-object.ts'

/** Lists each CEL rule by its place, as `file /path/to/value`. Transition rules are included. */
export function celRules(crds: readonly Crd[]): Record<string, string[]> {
  const places = new Map<string, string[]>()
  const visit = (schema: Schema, place: string): void => {
    for (const rule of rulesOf(schema)) addTo(places, rule, place)
    for (const [inside, name = '*'] of inner(schema)) visit(inside, `${place}/${name}`)
  }
  for (const { spec } of crds) {
    for (const { name, served, schema } of spec.versions) {
      const file = fileOf(`${spec.group}/${name}`, spec.names.kind)
      if (served) visit(schema.openAPIV3Schema, `${file} `)
    }
  }
  return Object.fromEntries([...places].map(([rule, at]) => [rule, at.sort()]).sort())
}
