import type { Model } from './model.ts'
import { type Naming, namings } from './naming.ts'

/** Every place that names a person: the directory's first, then common.yaml's, then the tenants'. */
export function people({ directory, common, documents }: Model) {
  return namings([directory, common, ...documents].map(({ root }) => root))
}

/** Who is named though the directory, which is complete, does not list them. */
export function strangers(model: Model): Naming[] {
  const { complete, people: listed } = model.directory.value
  if (!complete) return []
  const { all, normal } = people(model)
  const known = new Set(Object.keys(listed ?? {}).map(normal))
  return all.filter(({ person }) => !known.has(normal(person)))
}
