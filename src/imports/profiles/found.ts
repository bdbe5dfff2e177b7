import type { Role } from '../../model/members.ts'
import type { Data } from '../../yaml/edit/write.ts'

/** What an import does to somebody or something, most important first. */
export const effects = {
  none: 'Gets no file',
  lost: 'Will be lost',
  gained: 'Will be gained',
  changed: 'Will be different',
  stays: 'Stays in the cluster, and not in git',
  told: 'Good to know'
} as const

/** Something that a tenant file cannot say as it is, and what to do about it. */
export interface Note {
  /** Empty for what is about all of them. */
  readonly tenant: string
  readonly effect: keyof typeof effects
  readonly text: string
  readonly todo: string
}

export interface FoundMember {
  readonly kind: 'user' | 'group' | 'serviceAccount' | 'tenant'
  readonly name: string
  readonly role: Role
  readonly notebooks: boolean
}

/** Amounts by the names that a quota has for them. */
export type FoundQuota = Readonly<Record<string, string>>

/** Bounds of a container, such as `{default: {cpu: 1}}`. */
export type FoundLimits = Readonly<Record<string, Readonly<Record<string, string>>>>

/** What is known of a tenant that may have no file yet. */
export interface Found {
  readonly name: string
  /** Missing if nobody answers for it, so that it cannot be a tenant. */
  readonly owner: string | undefined
  readonly members: readonly FoundMember[]
  readonly quota: FoundQuota
  readonly limits: FoundLimits
  readonly labels: ReadonlyMap<string, string>
  readonly annotations: ReadonlyMap<string, string>
  /** The ARN of the AWS role of its notebooks, if there is one. */
  readonly role: string | undefined
  readonly accounts: readonly string[]
  readonly environment: readonly Data[]
  readonly podSecurity: string | undefined
  readonly queue: string | undefined
  readonly isOpen: boolean
  readonly hasPipelines: boolean
  readonly notes: readonly Note[]
}

/** A tenant of which nothing is known but its name. */
export function unknown(name: string): Found {
  return {
    name,
    owner: undefined,
    members: [],
    quota: {},
    limits: {},
    labels: new Map(),
    annotations: new Map(),
    role: undefined,
    accounts: [],
    environment: [],
    podSecurity: undefined,
    queue: undefined,
    isOpen: true,
    hasPipelines: true,
    notes: []
  }
}

/** Makes notes about one tenant. */
export function notesOf(tenant: string) {
  const notes: Note[] = []
  const note = (effect: Note['effect'], text: string, todo = '') => {
    notes.push({ tenant, effect, text, todo })
  }
  return { notes, note }
}

export type TakeNote = ReturnType<typeof notesOf>['note']

/** Tenants, and the groups that they let in. */
export interface Profiles {
  /** About all of them. */
  readonly notes?: readonly Note[]
  readonly tenants: readonly Found[]
  readonly groups: ReadonlyMap<string, readonly string[]>
}
