import { mapInner, type Schema } from './schema.ts'
import { fileOf } from './whole-object.ts'

const words = [
  '$id',
  '$schema',
  '$comment',
  'title',
  'description',
  'examples',
  'default',
  'format'
]
const kinds = [
  ['kustomize.config.k8s.io/v1beta1', 'Kustomization'],
  ['kustomize.config.k8s.io/v1alpha1', 'Component']
] as const

/** The two file formats of kustomize, from SchemaStore. */
export function kustomizeSchemas(schema: Schema): [string, Schema][] {
  const { Kustomization, ...definitions } = mapInner(schema, close).definitions ?? {}
  if (!Kustomization) throw new Error('bug: the schema of kustomize defines no Kustomization')
  return kinds.map(([apiVersion, kind]) => [
    fileOf(apiVersion, kind),
    {
      $schema: 'http://json-schema.org/draft-07/schema#',
      ...Kustomization,
      required: ['apiVersion', 'kind'],
      properties: {
        ...Kustomization.properties,
        apiVersion: { const: apiVersion },
        kind: { const: kind }
      },
      definitions
    }
  ])
}

/** kustomize rejects unknown fields. */
function close(schema: Schema): Schema {
  const { patternProperties, ...rest } = mapInner(schema, close)
  const kept = Object.fromEntries(Object.entries(rest).filter(([key]) => !words.includes(key)))
  const any = (patternProperties as Record<string, Schema> | undefined)?.['.*']
  if (any) return { ...kept, additionalProperties: any }
  return kept.properties ? { additionalProperties: false, ...kept } : kept
}
