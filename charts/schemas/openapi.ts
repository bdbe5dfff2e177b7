import { template } from './metadata.ts'
import { inner, type Schema } from './schema.ts'
import { shortName, strip } from './strip.ts'
import { tighten } from './tighten.ts'
import { fileOf, root } from './whole-object.ts'

/** The part of Kubernetes' OpenAPI file that we read. */
export interface OpenApi {
  readonly definitions: Readonly<Record<string, Schema>>
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

interface GroupVersionKind {
  readonly group: string
  readonly version: string
  readonly kind: string
}

const anySchema: Schema = { $ref: '#/definitions/JSONSchemaProps' }

/** Types with custom marshalling, about which OpenAPI says little or nothing. */
const special: Readonly<Record<string, Schema>> = {
  ObjectMeta: template,
  Quantity: {
    type: ['string', 'number'],
    pattern:
      '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+))?$'
  },
  Time: { type: ['string', 'null'] },
  MicroTime: { type: ['string', 'null'] },
  RawExtension: { type: 'object' },
  JSON: {},
  JSONSchemaPropsOrBool: { anyOf: [anySchema, { type: 'boolean' }] },
  JSONSchemaPropsOrArray: { anyOf: [anySchema, { type: 'array', items: anySchema }] },
  JSONSchemaPropsOrStringArray: { anyOf: [anySchema, { type: 'array', items: { type: 'string' } }] }
}

/** The schemas of built-in kinds, by file. */
export function openapiSchemas(
  openapi: OpenApi,
  wanted: Readonly<Record<string, readonly string[]>>
): [string, Schema][] {
  const names = definitionNames(openapi)
  const namespaced = namespacedKinds(openapi)
  return Object.entries(wanted).flatMap(([apiVersion, kinds]) => {
    return kinds.map((kind): [string, Schema] => {
      const id = `${apiVersion}/${kind}`
      const definition = openapi.definitions[names.get(id) ?? '']
      if (!definition) throw new Error(`bug: ${id} is not a kind that Kubernetes has`)
      const whole = { apiVersion, kind, namespaced: namespaced.has(id) }
      return [fileOf(apiVersion, kind), root(whole, withDefinitions(kind, definition, openapi))]
    })
  })
}

function withDefinitions(kind: string, definition: Schema, openapi: OpenApi): Schema {
  // These two are the same for every kind and refer to many types.
  const { metadata, status, ...properties } = definition.properties ?? {}
  const own = { ...definition, properties: { ...properties, ...(status && { status: {} }) } }
  return { ...tighten(kind, strip(own)), definitions: definitionsOf(own, openapi) }
}

/** All types that a schema refers to, directly or indirectly, by short name. */
function definitionsOf(schema: Schema, openapi: OpenApi): Record<string, Schema> {
  const found = new Map<string, Schema>()
  const visit = (each: Schema): void => {
    for (const [inside] of inner(each)) visit(inside)
    if (!each.$ref) return
    const name = shortName(each.$ref)
    const target = openapi.definitions[each.$ref.replace('#/definitions/', '')]
    if (!target || found.has(name)) return
    found.set(name, special[name] ?? tighten(name, strip(target)))
    if (!special[name]) visit(target)
  }
  visit(schema)
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function definitionNames({ definitions }: OpenApi): Map<string, string> {
  return new Map(
    Object.entries(definitions).flatMap(([name, definition]) => {
      const kinds = definition['x-kubernetes-group-version-kind']
      return ((kinds ?? []) as GroupVersionKind[]).map((kind): [string, string] => [
        idOf(kind),
        name
      ])
    })
  )
}

/** The kinds that are created inside a namespace. */
function namespacedKinds({ paths }: OpenApi): Set<string> {
  const inNamespace = Object.entries(paths).filter(([path]) =>
    /\/namespaces\/\{namespace\}\/[a-z]+$/.test(path)
  )
  return new Set(
    inNamespace.flatMap(([, methods]) => {
      const post = methods.post as Schema | undefined
      const kind = post?.['x-kubernetes-group-version-kind'] as GroupVersionKind | undefined
      return kind ? [idOf(kind)] : []
    })
  )
}

function idOf({ group, version, kind }: GroupVersionKind): string {
  return group ? `${group}/${version}/${kind}` : `${version}/${kind}`
}
