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
  /** Where the gateway writes e-mails in lower case, deployKF does so too. */
  readonly spell: (email: string) => string
  readonly gpu: string
}

/** The values of deployKF, whose generator makes profiles of users, groups and members. */
export function fromDeploykf(value: unknown, gpu: string): Profiles {
  const section = pick(value, 'deploykf_core', 'deploykf_profiles_generator')
  const gateway = pick(value, 'deploykf_core', 'deploykf_istio_gateway', 'gateway')
  const isLower = pick(gateway, 'emailToLowercase') === true
  const spell = (email: string) => (isLower ? email.toLowerCase() : email)
  const users = listAt(section, 'users').map(user => {
    return [textAt(user, 'id'), spell(textAt(user, 'email'))] as const
  })
  const emails = new Map(users)
  const groups = listAt(section, 'groups').map(group => {
    const members = textsAt(group, 'users').flatMap(id => emails.get(id) ?? [])
    return [textAt(group, 'id'), members.filter(isPerson).sort()] as const
  })
  const tenants = listAt(section, 'profiles').map(profile => {
    return profileOf(profile, { section, emails, spell, gpu })
  })
  return { tenants, groups: new Map(groups) }
}

function profileOf(profile: unknown, { section, emails, spell, gpu }: Values): Found {
  const name = `${textAt(section, 'profileDefaults', 'profileNamePrefix')}${textAt(profile, 'name')}`
  const { notes, note } = notesOf(name)
  const owner = spell(
    textAt(profile, 'ownerEmail') || textAt(section, 'profileDefaults', 'ownerEmail') || usual
  )
  if (!isPerson(owner)) note('none', `its owner \`${owner}\` is no e-mail address`)
  const members = listAt(profile, 'members').flatMap(each =>
    memberOf(each, { section, emails, note })
  )
  return {
    ...unknown(name),
    owner: isPerson(owner) ? owner : undefined,
    members: members.filter(member => member.name !== owner),
    quota: linesOf(wordsAt(chosen('resourceQuotaSpec', profile, section), 'hard'), gpu, note),
    role: roleOf(profile, section),
    notes
  }
}

/** What a profile says itself counts, even if it is empty. */
function chosen(field: string, profile: unknown, section: unknown): unknown {
  return pick(profile, field) ?? pick(section, 'profileDefaults', field)
}

/** The owner whom deployKF's own values name. */
const usual = 'admin@example.com'

interface Party extends Omit<Values, 'gpu' | 'spell'> {
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
  const plugins = listAt(chosen('plugins', profile, section))
  const aws = plugins.find(plugin => textAt(plugin, 'kind') === 'AwsIamForServiceAccount')
  return textAt(aws, 'spec', 'awsIamRole') || undefined
}
