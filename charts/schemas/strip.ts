import { mapValues, type Schema } from './schema.ts'

const limits = ['pattern', 'minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems'] as const
const more = ['minProperties', 'maxProperties', 'multipleOf', 'minimum', 'maximum', 'enum'] as const

/**
 * Converts an OpenAPI schema to what the API server accepts: unknown fields are rejected where it would
 * prune them, and fields with a default are optional. Descriptions are dropped.
 */
export function strip(node: Schema): Schema {
  if (node.$ref) return { $ref: `#/definitions/${shortName(node.$ref)}` }
  if (isIntOrString(node)) return { type: ['integer', 'string'], ...limitsOf(node) }
  return { ...typeOf(node), ...limitsOf(node), ...fieldsOf(node), ...choicesOf(node) }
}

/** `io.k8s.api.core.v1.PodSpec` becomes `PodSpec`, which is unique within one kind. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

function isIntOrString(node: Schema): boolean {
  return node['x-kubernetes-int-or-string'] === true || node.format === 'int-or-string'
}

function typeOf(node: Schema): Schema {
  if (typeof node.type !== 'string') return {}
  return { type: node.nullable ? [node.type, 'null'] : node.type }
}

/** Where JSON Schema repeats the number, OpenAPI has `exclusiveMinimum: true`. */
function limitsOf(node: Schema): Schema {
  const out: Record<string, unknown> = {}
  for (const key of [...limits, ...more]) if (key in node) out[key] = node[key]
  if (typeof node.pattern === 'string') out.pattern = withoutFlag(node.pattern)
  if (node.exclusiveMinimum === true) out.exclusiveMinimum = node.minimum
  if (node.exclusiveMaximum === true) out.exclusiveMaximum = node.maximum
  if (node['x-kubernetes-list-type'] === 'set') out.uniqueItems = true
  const keys = node['x-kubernetes-list-map-keys']
  if (keys) out['x-kubernetes-list-map-keys'] = keys
  const rules = rulesOf(node).filter(rule => !rule.includes('oldSelf'))
  if (rules.length > 0) out['x-kubernetes-validations'] = rules
  return out
}

/** Removes `(?i)`, which JavaScript does not support. */
function withoutFlag(pattern: string): string {
  if (!pattern.includes('(?i)')) return pattern
  if (/[[\\]/.test(pattern)) throw new Error(`bug: no way to write ${pattern} without (?i)`)
  const either = (letter: string) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`
  return pattern.replace('(?i)', '').replace(/[a-z]/gi, either)
}

/** The CEL rules of a schema, each on one line. */
export function rulesOf(node: Schema): string[] {
  const rules = node['x-kubernetes-validations'] as readonly { rule: string }[] | undefined
  return rules?.map(({ rule }) => rule.replace(/\s+/g, ' ').trim()) ?? []
}

function fieldsOf(node: Schema): Schema {
  if (node.items) return { items: strip(node.items) }
  if (node.type !== 'object') return {}
  if (typeof node.additionalProperties === 'object') {
    return { additionalProperties: strip(node.additionalProperties) }
  }
  const properties = node.properties ?? {}
  const required = (node.required ?? []).filter(name => !('default' in (properties[name] ?? {})))
  const open = node.additionalProperties === true || node['x-kubernetes-preserve-unknown-fields']
  return {
    ...(required.length > 0 && { required: [...required].sort() }),
    ...(node.properties && { properties: mapValues(properties, strip) }),
    ...(!open && { additionalProperties: false })
  }
}

/** Subschemas of `anyOf` and the like stay open, because the outer schema lists the allowed fields. */
function choicesOf(node: Schema): Schema {
  const out: Record<string, unknown> = {}
  for (const key of ['allOf', 'anyOf', 'oneOf'] as const) {
    if (node[key]) out[key] = node[key].map(condition)
  }
  if (node.not) out.not = condition(node.not)
  return out
}

function condition(node: Schema): Schema {
  return {
    ...typeOf(node),
    ...limitsOf(node),
    ...(node.required && { required: [...node.required].sort() }),
    ...(node.properties && { properties: mapValues(node.properties, condition) }),
    ...(node.items && { items: condition(node.items) }),
    ...choicesOf(node)
  }
}
