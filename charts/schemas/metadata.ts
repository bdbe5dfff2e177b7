import type { Schema } from './schema.ts'

const text: Schema = { type: 'string' }

const labelValue: Schema = {
  type: 'string',
  maxLength: 63,
  pattern: '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$'
}

const key: Schema = {
  maxLength: 317,
  pattern:
    '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$'
}

/** Also what a selector may ask for. */
export const labels: Schema = {
  type: 'object',
  propertyNames: key,
  additionalProperties: labelValue
}

/** The forms of names that the API server knows. */
export const names = {
  label: { type: 'string', maxLength: 63, pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$' },
  service: { type: 'string', maxLength: 63, pattern: '^[a-z]([-a-z0-9]*[a-z0-9])?$' },
  subdomain: {
    type: 'string',
    maxLength: 253,
    pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$'
  },
  /** Of roles and bindings: whatever fits into a URL. */
  path: { type: 'string', minLength: 1, pattern: '^[^/%]+$', not: { enum: ['.', '..'] } }
} as const satisfies Record<string, Schema>

export type NameForm = keyof typeof names

/**
 * ObjectMeta as it may stand in a committed file. What only the server writes (uid, resourceVersion,
 * managedFields, ...) is left out: applying it fails or is ignored.
 */
export function metadata(form: NameForm): Schema {
  return {
    ...closed,
    required: ['name'],
    properties: { name: names[form], namespace: names.label, ...closed.properties }
  }
}

const closed: Schema = {
  type: 'object',
  properties: {
    labels,
    annotations: { type: 'object', propertyNames: key, additionalProperties: text },
    finalizers: { type: 'array', uniqueItems: true, items: text },
    ownerReferences: {
      type: 'array',
      items: {
        type: 'object',
        required: ['apiVersion', 'kind', 'name', 'uid'],
        properties: {
          apiVersion: text,
          kind: text,
          name: text,
          uid: text,
          controller: { type: 'boolean' },
          blockOwnerDeletion: { type: 'boolean' }
        },
        additionalProperties: false
      }
    },
    creationTimestamp: { type: ['string', 'null'] }
  },
  additionalProperties: false
}

/** ObjectMeta of a template, which need not name anything. */
export const template: Schema = {
  ...closed,
  properties: { name: names.subdomain, namespace: names.label, ...closed.properties }
}
