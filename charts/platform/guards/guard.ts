import { marker } from '../../objects/labels.ts'

/** A condition that requests must meet, whoever sends them. */
export interface Guard {
  readonly name: string
  /** Which requests are judged; any of them. */
  readonly on: readonly Target[]
  /** Selectors for objects and their namespaces. */
  readonly where: {
    readonly objectSelector?: object
    readonly namespaceSelector?: object
  }
  readonly variables: readonly Variable[]
  readonly rules: readonly { readonly holds: string; readonly message: string }[]
}

export interface Target {
  readonly group: string
  /** A subresource is named as `deployments/scale`. */
  readonly resources: readonly string[]
  readonly operations: readonly ('CREATE' | 'UPDATE' | 'DELETE')[]
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

/** Holds for an update that leaves these fields as they are, so that old objects can still be cleaned up. */
export function unchanged(...fields: readonly string[]): string {
  const same = fields.map(field => {
    const [now, before] = [`object.${field}`, `oldObject.${field}`]
    return `has(${now}) == has(${before}) && (!has(${now}) || ${now} == ${before})`
  })
  return `(request.operation == "UPDATE" && ${same.join(' && ')})`
}

/** The name of the sender. */
export const user = 'request.userInfo.username'

/** Holds for requests of this account. */
export function sentBy(account: string): string {
  return `${user} == ${JSON.stringify(account)}`
}

/** Holds for requests of any of these accounts. */
export function sentByAny(accounts: readonly string[]): string {
  return `${user} in ${JSON.stringify(accounts)}`
}

/** Holds for requests of anybody in one of these groups. */
export function sentFrom(groups: readonly string[]): string {
  const all = 'request.userInfo.groups'
  return `(has(${all}) && ${all}.exists(g, g in ${JSON.stringify(groups)}))`
}

/** Whether an object has something; asks for each step, because it may lack any of them. */
export function there(path: string): string {
  const steps = path.split('.')
  const paths = steps.map((_, index) => steps.slice(0, index + 1).join('.'))
  const optional = paths.slice(1).filter(each => !each.endsWith('.metadata'))
  return optional.map(each => `has(${each})`).join(' && ')
}
