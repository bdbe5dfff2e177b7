import { bindingName } from '../../kubeflow/bindings.ts'
import { reservedBy } from '../../kubernetes/reserved.ts'
import { type Role, weaker } from '../../model/members.ts'
import { forms } from '../../schema/forms.ts'
import type { OtherGrant, Right, Rights } from '../dump/rights.ts'
import type { FoundMember, TakeNote } from './found.ts'

/** The binding that Kubeflow's profile controller makes for the owner. */
const ownersBinding = 'namespaceAdmin'
/** Those that it makes for the accounts of every namespace. */
const accountsBindings = ['default-editor', 'default-viewer']
/** The policy that it makes for the owner. */
const ownersPolicy = 'ns-owner-access-istio'

/** Who answers for a namespace: whoever its own binding names, and otherwise the first admin. */
export function ownerOf({ people }: Rights, note: TakeNote): string | undefined {
  const admins = people.filter(({ role, person }) => role === 'admin' && isPerson(person))
  const bound = admins.find(({ bindings }) => bindings.includes(ownersBinding))
  const owner = bound ?? admins[0]
  if (owner && !bound) {
    note(
      'told',
      `\`${ownersBinding}\` names nobody, so \`${owner.person}\`, who is an admin, is the owner`
    )
  }
  return owner?.person
}

/** Everybody else with a role whom a tenant file can name. */
export function membersOf(rights: Rights, owner: string, context: Context): FoundMember[] {
  const { note } = context
  const taken = new Map<string, string>()
  const party = { owner, taken, note }
  const people = [...rights.people].sort(byNames).flatMap(right => personOf(right, party))
  const others = rights.others.flatMap(grant => otherOf(grant, context))
  return [...people.sort(byName), ...unique(others)]
}

function byName(a: FoundMember, b: FoundMember): number {
  return a.name < b.name ? -1 : 1
}

/** Whom Kubeflow's own name of a binding is for comes first, because only one can have it. */
function byNames(a: Right, b: Right): number {
  return Number(isKnown(b)) - Number(isKnown(a)) || (a.person < b.person ? -1 : 1)
}

function isKnown({ person, role = 'view', bindings }: Right): boolean {
  return bindings.includes(bindingName(person, role))
}

interface Context {
  readonly tenant: string
  /** The names of all tenants, of this import and before. */
  readonly tenants: ReadonlySet<string>
  /** The groups that the directory has. */
  readonly groups: ReadonlySet<string>
  readonly note: TakeNote
}

interface Party {
  readonly owner: string
  /** Names of bindings, with whom they are for. */
  readonly taken: Map<string, string>
  readonly note: TakeNote
}

function personOf(right: Right, { owner, taken, note }: Party): FoundMember[] {
  const { person, role, notebooks, bindings, policies } = right
  if (person === owner) tellOfOwner(right, note)
  else if (!isPerson(person))
    note('stays', `\`${person}\` has access, and is no e-mail address`, leave(right))
  else if (role === undefined) {
    const text = `\`${person}\` opens notebooks by a policy alone, and has no role`
    note('stays', text, `add them to \`members\`, or ${leave({ bindings: [], policies })}`)
  } else {
    const name = bindingName(person, role)
    const other = taken.get(name)
    if (other === undefined) {
      taken.set(name, person)
      if (policies.length === 0)
        note(
          'gained',
          `\`${person}\` can see what pipelines made, which no policy lets them do yet`
        )
      tellOfBindings(right, name, note)
      return [{ kind: 'user', name: person, role, notebooks }]
    }
    const text = `\`${person}\` keeps access by ${namesOf({ bindings, policies })}, but Kubeflow cannot tell them from \`${other}\``
    note(
      'stays',
      text,
      'give one of them another role: only letters and digits count in the name of a binding'
    )
  }
  return []
}

function tellOfOwner(right: Right, note: TakeNote): void {
  const { person, bindings, notebooks } = right
  if (!notebooks) note('gained', `owner \`${person}\` can open notebooks`)
  if (bindings.length > 1 && bindings.includes(ownersBinding)) {
    const others = without(right, [ownersBinding, ownersPolicy])
    note('stays', `owner \`${person}\` has a second binding`, leave(others))
  }
}

function without(right: Grants, names: readonly string[]): Grants {
  const isOther = (name: string) => !names.includes(name)
  return { bindings: right.bindings.filter(isOther), policies: right.policies.filter(isOther) }
}

/** A binding under another name than Kubeflow's is not the one that git writes. */
function tellOfBindings(right: Right, name: string, note: TakeNote): void {
  const others = without(right, [name])
  if (others.bindings.length + others.policies.length > 0)
    note('stays', `\`${right.person}\` also has access by ${namesOf(others)}`, leave(others))
}

function leave(grants: Grants): string {
  return `delete ${namesOf(grants)} once git has taken over`
}

type Grants = Pick<Right, 'bindings' | 'policies'>

function namesOf({ bindings, policies }: Grants): string {
  return [
    ...bindings.map(name => `RoleBinding \`${name}\``),
    ...policies.map(name => `AuthorizationPolicy \`${name}\``)
  ].join(' and ')
}

function otherOf(grant: OtherGrant, context: Context): FoundMember[] {
  const { binding, kind, name, role, roleName } = grant
  const { tenant, tenants, note } = context
  const [place = '', account = ''] = name.split('/')
  if (accountsBindings.includes(binding) && place === tenant) return []
  if (kind === 'Group' && role !== undefined && context.groups.has(name)) {
    return [groupOf({ ...grant, role }, note)]
  }
  const isAccount = kind === 'ServiceAccount' && role !== undefined && place !== tenant
  if (isAccount && tenants.has(place) && account === 'default-editor') {
    note('gained', `notebooks of \`${place}\` can also connect to the pods of this one`)
    tellOfAccount(grant, note)
    return [{ kind: 'tenant', name: place, role, notebooks: false }]
  }
  if (
    isAccount &&
    !tenants.has(place) &&
    forms.account.test(name) &&
    reservedBy(place) === undefined
  ) {
    tellOfAccount(grant, note)
    return [{ kind: 'serviceAccount', name, role, notebooks: false }]
  }
  const whom = kind === 'User' ? `\`${name}\`` : `${kind} \`${name}\``
  note('stays', `${whom} has ${roleName} by RoleBinding \`${binding}\``, todoOf(grant))
  return []
}

/** Kubeflow's pages know no groups, so git names the people in them; a binding opens no notebook. */
function groupOf({ binding, name, role }: OtherGrant & { readonly role: Role }, note: TakeNote) {
  note(
    'gained',
    `people whom the directory has in group \`${name}\` get role \`${role}\` by their names`,
    'check that the group has nobody else there'
  )
  const old = { bindings: [binding], policies: [] }
  note('stays', `Group \`${name}\` also has access by RoleBinding \`${binding}\``, leave(old))
  return { kind: 'group', name, role, notebooks: false } as const
}

/** Git binds accounts under names of its own. */
function tellOfAccount({ binding, name }: OtherGrant, note: TakeNote): void {
  const old = { bindings: [binding], policies: [] }
  note('stays', `\`${name}\` also has access by RoleBinding \`${binding}\``, leave(old))
}

function todoOf({ kind, role }: OtherGrant): string {
  if (kind === 'Group')
    return 'import its people into the directory, and then add `group` to `members`'
  return role === undefined
    ? 'git leaves it alone: check that it is meant'
    : 'check that it is meant'
}

/** The strongest entry of each. */
function unique(members: readonly FoundMember[]): FoundMember[] {
  const found = new Map<string, FoundMember>()
  for (const member of members) {
    const key = `${member.kind} ${member.name}`
    const other = found.get(key)
    if (!other || weaker(other.role, member.role)) found.set(key, member)
  }
  return [...found.values()]
}

/** Whether a tenant file can name them. */
export function isPerson(text: string): boolean {
  return forms.email.test(text)
}
