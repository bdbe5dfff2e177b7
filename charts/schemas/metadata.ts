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

/** Also used for selectors. */
export const labels: Schema = {
  type: 'object',
  propertyNames: key,
  additionalProperties: labelValue
}

/** The kinds of names that the API server checks. */
export const names = {
  label: { type: 'string', maxLength: 63, pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$' },
  service: { type: 'string', maxLength: 63, pattern: '^[a-z]([-a-z0-9]*[a-z0-9])?$' },
  subdomain: {
    type: 'string',
    maxLength: 253,
    pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$'
  },
  /** For RBAC roles and bindings, where anything that fits into a URL path is valid. */
  path: { type: 'string', minLength: 1, pattern: '^[^/%]+$', not: { enum: ['.', '..'] } }
} as const satisfies Record<string, Schema>

export type NameForm = keyof typeof names

/**
 * ObjectMeta in a committed file. Fields that only the server writes (uid, resourceVersion,
 * managedFields, ...) are left out, because applying them fails or does nothing.
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

/** ObjectMeta of a pod template, where a name is optional. */
export const template: Schema = {
  ...closed,
  properties: { name: names.subdomain, namespace: names.label, ...closed.properties }
}
