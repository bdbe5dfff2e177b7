import type { Role } from '../../model/members.ts'
import { listAt, textAt, wordsAt } from '../dump/pick.ts'
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

const roles: readonly Role[] = ['admin', 'edit', 'view']

/** The `profiles.yaml` of canonical's github-profiles-automator. */
export function fromAutomator(value: unknown, gpu: string): Profiles {
  const tenants = listAt(value, 'profiles').map(profile => profileOf(profile, gpu))
  return { tenants, groups: new Map() }
}

function profileOf(profile: unknown, gpu: string): Found {
  const name = textAt(profile, 'name')
  const { notes, note } = notesOf(name)
  const owner = textAt(profile, 'owner', 'name')
  const isUser = isPerson(owner) && textAt(profile, 'owner', 'kind') === 'User'
  if (!isUser)
    note(
      'none',
      `its owner \`${owner}\` is no person with an e-mail address`,
      'write its file by hand'
    )
  return {
    ...unknown(name),
    owner: isUser ? owner : undefined,
    members: listAt(profile, 'contributors').flatMap(each => memberOf(each, owner, note)),
    quota: linesOf(wordsAt(profile, 'resources', 'hard'), gpu, note),
    notes
  }
}

function memberOf(contributor: unknown, owner: string, note: TakeNote): FoundMember[] {
  const [name, written] = [textAt(contributor, 'name'), textAt(contributor, 'role')]
  const role = roles.find(known => known === written)
  if (name === owner) return []
  if (role && isPerson(name)) return [{ kind: 'user', name, role, notebooks: true }]
  note(
    'lost',
    `contributor \`${name}\` with role \`${written}\` is left out`,
    'write a person by their e-mail address, and one of `admin`, `edit` and `view`'
  )
  return []
}
