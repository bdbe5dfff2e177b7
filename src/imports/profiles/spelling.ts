import type { Emails } from '../../documents/common.ts'
import { normalizeEmail } from '../../values/email.ts'
import { groupBy } from '../../values/group.ts'
import { type Found, notesOf, type TakeNote } from './found.ts'

/**
 * Leaves one spelling of each e-mail. To Kubeflow two that differ in case are two people, of whom only
 * one can sign in.
 */
export function spellOnce(all: readonly Found[], { lowercase }: Emails): Found[] {
  const chosen = lowercase ? new Map<string, string>() : spellings(all)
  const right = (email: string) =>
    lowercase ? normalizeEmail(email, true) : (chosen.get(email.toLowerCase()) ?? email)
  return all.map(found => (lowercase ? lowered(found) : spelled(found, right)))
}

/** The spelling of each person that is used most often. */
function spellings(all: readonly Found[]): Map<string, string> {
  const named = all.flatMap(({ owner, members }) => [
    ...(owner === undefined ? [] : [owner]),
    ...members.filter(({ kind }) => kind === 'user').map(({ name }) => name)
  ])
  const groups = groupBy(named, email => email.toLowerCase())
  return new Map(
    Array.from(groups, ([key, group]) => {
      const uses = [...groupBy(group, email => email)].map(([email, { length }]) => ({
        email,
        length
      }))
      const [most] = uses.sort((a, b) => b.length - a.length || (a.email > b.email ? -1 : 1))
      return [key, most?.email ?? key] as const
    })
  )
}

function spelled(found: Found, right: (email: string) => string): Found {
  const { notes, note } = notesOf(found.name)
  const isRight = (email: string) => right(email) === email
  const members = found.members.filter(({ kind, name }) => {
    if (kind !== 'user' || isRight(name)) return true
    const text = `\`${name}\` keeps access; elsewhere the same person is \`${right(name)}\``
    note(
      'stays',
      text,
      'delete the RoleBinding and AuthorizationPolicy of the spelling that nobody signs in with'
    )
    return false
  })
  const owner = found.owner
  if (owner === undefined || isRight(owner))
    return { ...found, members, notes: [...found.notes, ...notes] }
  const text = `owner \`${owner}\` becomes \`${right(owner)}\`, as the same person is called elsewhere`
  note('changed', text, 'check which spelling they sign in with')
  const others = members.filter(({ name }) => name !== right(owner))
  return { ...found, owner: right(owner), members: others, notes: [...found.notes, ...notes] }
}

function tellOfCapitals(email: string, note: TakeNote): void {
  note(
    'lost',
    `access of \`${email}\`, who is \`${normalizeEmail(email, true)}\` in git`,
    'check that the identity provider writes e-mails in lower case, as `emails.lowercase` says'
  )
}

/** The platform writes all e-mails in lower case, so capitals were nobody who can sign in now. */
function lowered(found: Found): Found {
  const { notes, note } = notesOf(found.name)
  const isOwner = (email: string) => email.toLowerCase() === found.owner?.toLowerCase()
  const users = new Map<string, Found['members'][number]>()
  for (const member of found.members) {
    const name = member.kind === 'user' ? normalizeEmail(member.name, true) : member.name
    if (name !== member.name) {
      tellOfCapitals(member.name, note)
    }
    const isNew = !users.has(`${member.kind} ${name}`)
    if (isNew && !(member.kind === 'user' && isOwner(name)))
      users.set(`${member.kind} ${name}`, { ...member, name })
  }
  const { owner } = found
  if (owner !== undefined && normalizeEmail(owner, true) !== owner) tellOfCapitals(owner, note)
  return {
    ...found,
    owner: owner === undefined ? undefined : normalizeEmail(owner, true),
    members: [...users.values()],
    notes: [...found.notes, ...notes]
  }
}
