import { marker } from '../../objects/labels.ts'

/** What must hold of requests, whoever sends them. */
export interface Guard {
  readonly name: string
  readonly on: {
    readonly group: string
    readonly resources: readonly string[]
    readonly operations: readonly ('CREATE' | 'UPDATE' | 'DELETE')[]
  }
  /** Selectors of objects, and of the namespaces that they are in. */
  readonly where: {
    readonly objectSelector?: object
    readonly namespaceSelector?: object
  }
  readonly variables: readonly Variable[]
  readonly rules: readonly { readonly holds: string; readonly message: string }[]
}

/** A name for an expression. */
export interface Variable {
  readonly name: string
  readonly expression: string
}

/** Namespaces of tenants. */
export const inTenants = {
  namespaceSelector: { matchExpressions: [{ key: marker, operator: 'Exists' }] }
}
