import type { Model } from './model.ts'
import { type Naming, namings } from './naming.ts'

// Looked for once, however many rules ask.
const known = new WeakMap<Model['documents'], ReturnType<typeof namings>>()

/** Every place that names a person: the directory's first, then common.yaml's, then the tenants'. */
export function people({ directory, common, documents }: Model): ReturnType<typeof namings> {
  const found =
    known.get(documents) ?? namings([directory, common, ...documents].map(({ root }) => root))
  known.set(documents, found)
  return found
}

/** Who is named though the directory, which is complete, does not list them. */
export function strangers(model: Model): Naming[] {
  const { complete, people: listed } = model.directory.value
  if (!complete) return []
  const { all, normal } = people(model)
  const there = new Set(Object.keys(listed ?? {}).map(normal))
  return all.filter(({ person }) => !there.has(normal(person)))
}
