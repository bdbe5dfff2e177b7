import { marker } from '../../objects/labels.ts'

/** A condition that requests must meet, whoever sends them. */
export interface Guard {
  readonly name: string
  readonly on: {
    readonly group: string
    readonly resources: readonly string[]
    readonly operations: readonly ('CREATE' | 'UPDATE' | 'DELETE')[]
  }
  /** Selectors for objects and their namespaces. */
  readonly where: {
    readonly objectSelector?: object
    readonly namespaceSelector?: object
  }
  readonly variables: readonly Variable[]
  readonly rules: readonly { readonly holds: string; readonly message: string }[]
}

/** A named expression. */
export interface Variable {
  readonly name: string
  readonly expression: string
}

/** Selects the namespaces of tenants. */
export const inTenants = {
  namespaceSelector: { matchExpressions: [{ key: marker, operator: 'Exists' }] }
}
