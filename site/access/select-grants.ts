import { type AccessData, type Grant, type Kind, roles } from './grant.ts'

/** What somebody looks for; empty words find everything. */
export interface Filter {
  readonly who: string
  readonly tenant: string
  readonly way: string
  /** A role, `call` for those who have none, or empty. */
  readonly role: string
  readonly kind: Kind | ''
}

export const people: Filter = { who: '', tenant: '', way: '', role: '', kind: 'person' }

/** The grants that meet all of a filter. What is granted in every tenant is found with each of them. */
export function select(data: AccessData, { who, tenant, way, role, kind }: Filter): Grant[] {
  const subjectsFound = matches(data.subjects, who)
  const isSubject = subjectsFound.map(
    (found, at) => found && (kind === '' || data.kinds[at] === kind)
  )
  const isTenant = matches(data.tenants, tenant)
  const isWay = matches(data.ways, way)
  const wanted =
    role === '' ? undefined : roles.findIndex(each => each === (role === 'call' ? '' : role))
  return data.grants.filter(
    ([subject, place, held, through]) =>
      isSubject[subject] === true &&
      (place === 0 || isTenant[place] === true) &&
      isWay[through] === true &&
      (wanted === undefined || held === wanted)
  )
}

function matches(names: readonly string[], words: string): boolean[] {
  if (words === '') return names.map(() => true)
  const all = words.toLowerCase().split(/\s+/)
  return names.map(name => {
    const text = name.toLowerCase()
    return all.every(word => text.includes(word))
  })
}

/** A part of the grants that fits on a screen: some people, and the tenants that they may enter. */
export interface Matrix {
  readonly subjects: readonly number[]
  readonly tenants: readonly number[]
  readonly grants: readonly Grant[]
  /** How many tenants there are in all. */
  readonly totalTenants: number
}

export const rowsShown = 25
export const columnsShown = 12

interface From {
  readonly subject: number
  readonly tenant: number
}

/** Whom the grants name, in order. */
export function subjectsOf(grants: readonly Grant[]): readonly number[] {
  return [...new Set(grants.map(([subject]) => subject))]
}

export function matrixOf(grants: readonly Grant[], all: readonly number[], from: From): Matrix {
  const subjects = all.slice(from.subject, from.subject + rowsShown)
  const shown = new Set(subjects)
  const theirs = grants.filter(([subject]) => shown.has(subject))
  const places = [...new Set(theirs.map(([, tenant]) => tenant))].sort((a, b) => a - b)
  const tenants = places.slice(from.tenant, from.tenant + columnsShown)
  return { subjects, tenants, grants: theirs, totalTenants: places.length }
}
