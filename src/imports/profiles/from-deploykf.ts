import type { Role } from '../../model/members.ts'
import { listAt, pick, textAt, textsAt, wordsAt } from '../dump/pick.ts'
import {
  type Found,
  type FoundMember,
  notesOf,
  type Profiles,
  type TakeNote,
  unknown
} from './found.ts'
import { isPerson } from './found-members.ts'
import { linesOf } from './found-quota.ts'

interface Values {
  readonly section: unknown
  /** E-mails by the ids of users. */
  readonly emails: ReadonlyMap<string, string>
  readonly gpu: string
}

/** The values of deployKF, whose generator makes profiles of users, groups and members. */
export function fromDeploykf(value: unknown, gpu: string): Profiles {
  const section = pick(value, 'deploykf_core', 'deploykf_profiles_generator')
  const users = listAt(section, 'users')
  const emails = new Map(users.map(user => [textAt(user, 'id'), textAt(user, 'email')] as const))
  const groups = listAt(section, 'groups').map(group => {
    const members = textsAt(group, 'users').flatMap(id => emails.get(id) ?? [])
    return [textAt(group, 'id'), members.filter(isPerson).sort()] as const
  })
  const tenants = listAt(section, 'profiles').map(profile => {
    return profileOf(profile, { section, emails, gpu })
  })
  return { tenants, groups: new Map(groups) }
}

function profileOf(profile: unknown, { section, emails, gpu }: Values): Found {
  const name = `${textAt(section, 'profileDefaults', 'profileNamePrefix')}${textAt(profile, 'name')}`
  const { notes, note } = notesOf(name)
  const owner =
    textAt(profile, 'ownerEmail') || textAt(section, 'profileDefaults', 'ownerEmail') || usual
  if (!isPerson(owner)) note('none', `its owner \`${owner}\` is no e-mail address`)
  const [own, shared] = [
    pick(profile, 'resourceQuotaSpec', 'hard'),
    pick(section, 'profileDefaults', 'resourceQuotaSpec', 'hard')
  ]
  const members = listAt(profile, 'members').flatMap(each =>
    memberOf(each, { section, emails, note })
  )
  return {
    ...unknown(name),
    owner: isPerson(owner) ? owner : undefined,
    members: members.filter(member => member.name !== owner),
    quota: linesOf(wordsAt(own ?? shared), gpu, note),
    role: roleOf(profile, section),
    notes
  }
}

/** The owner whom deployKF's own values name. */
const usual = 'admin@example.com'

interface Party extends Omit<Values, 'gpu'> {
  readonly note: TakeNote
}

function memberOf(member: unknown, { section, emails, note }: Party): FoundMember[] {
  const [user, group] = [textAt(member, 'user'), textAt(member, 'group')]
  const written =
    textAt(member, 'access', 'role') || textAt(section, 'profileDefaults', 'memberAccess', 'role')
  const opens =
    pick(member, 'access', 'notebooksAccess') ??
    pick(section, 'profileDefaults', 'memberAccess', 'notebooksAccess')
  const role: Role = written === 'edit' ? 'edit' : 'view'
  const access = { role, notebooks: opens === true }
  if (group !== '') return [{ kind: 'group', name: group, ...access }]
  const email = emails.get(user) ?? ''
  if (isPerson(email)) return [{ kind: 'user', name: email, ...access }]
  note('lost', `member \`${user}\` is left out: no user of that id has an e-mail address`)
  return []
}

function roleOf(profile: unknown, section: unknown): string | undefined {
  const own = listAt(profile, 'plugins')
  const plugins = own.length > 0 ? own : listAt(section, 'profileDefaults', 'plugins')
  const aws = plugins.find(plugin => textAt(plugin, 'kind') === 'AwsIamForServiceAccount')
  return textAt(aws, 'spec', 'awsIamRole') || undefined
}
