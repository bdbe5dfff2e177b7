import { readdirSync } from 'node:fs'
import { kinds, wideKinds } from '../../charts/objects/kinds.ts'
import type { Schema } from '../../charts/schemas/schema.ts'
import { home } from './home.ts'
import { objectSchemas } from './read-schemas.ts'

/** The schemas of all kinds of objects that tenants are made of, by their path in schemas/objects/. */
export function tenantSchemas(): Readonly<Record<string, Schema>> {
  const { cluster, namespaced } = wideKinds({ aws: { iam: 'ack' } })
  const files = [...kinds, ...cluster, ...namespaced].flatMap(({ group, kind }) => {
    const folder = group === '' ? 'v1' : group
    const names = readdirSync(new URL(`schemas/objects/${folder}/`, home))
    const start = `${kind.toLowerCase()}_`
    return names.filter(name => name.startsWith(start)).map(name => `${folder}/${name}`)
  })
  const entries = [...new Set(files)].sort().map(file => [file, objectSchemas(file)] as const)
  return Object.fromEntries(entries.flatMap(([file, schema]) => (schema ? [[file, schema]] : [])))
}
