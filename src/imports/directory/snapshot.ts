import type { Diagnostic, Related, Report } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/source.ts'
import { invisible } from '../../files/decode.ts'
import { forms } from '../../schema/forms.ts'
import { wrongText } from '../../schema/messages/mismatch.ts'
import { count } from '../../text/prose.ts'
import { isFrom, normalizeEmail, parseEmail } from '../../values/email.ts'
import { malformed } from '../malformed.ts'
import { type Account, type Circle, type Export, type Facts, factNames } from './export.ts'

/** The part of an export that the directory can represent: people by e-mail, and the members of groups. */
export interface Snapshot {
  readonly people: ReadonlyMap<string, Facts>
  readonly groups: ReadonlyMap<string, readonly string[]> | undefined
  /** What it cannot represent, one line per reason. */
  readonly left: readonly Related[]
}

/** How the platform writes e-mails, from common.yaml. */
interface Emails {
  readonly lowercase: boolean
  /** Empty for any domain. */
  readonly domains: readonly string[]
}

/** What an id of the export refers to; undefined for what was left out. */
type Meanings = Map<string, string | undefined>

interface Gathering {
  readonly emails: Emails
  readonly report: Report
  readonly meanings: Meanings
  /** Ids that refer to several people or groups. */
  readonly unclear: Set<string>
  readonly leave: (noun: string, reason: string, at: Span) => void
}

export function snapshot(found: Export, emails: Emails, report: Report): Snapshot {
  const left = new Map<string, { noun: string; reason: string; number: number; at: Span }>()
  const leave: Gathering['leave'] = (noun, reason, at) => {
    const known = left.get(`${noun} ${reason}`)
    if (known) known.number++
    else left.set(`${noun} ${reason}`, { noun, reason, number: 1, at })
  }
  const gathering = { emails, report, meanings: new Map(), unclear: new Set<string>(), leave }
  const people = gatherPeople(found.accounts, gathering)
  const groups = gatherGroups(found.circles, gathering)
  return {
    people: sorted(people),
    groups: found.hasGroups ? sorted(groups) : undefined,
    left: [
      ...found.left,
      ...Array.from(left.values(), ({ noun, reason, number, at }) => ({
        message: `left out ${count(number, noun)} ${reason}${number > 1 ? ', the first here' : ''}`,
        at
      }))
    ]
  }
}

function gatherPeople(accounts: readonly Account[], gathering: Gathering): Map<string, Facts> {
  const people = new Map<string, Facts>()
  for (const account of accounts) {
    const email = emailOf(account, gathering)
    for (const id of account.ids) mean(id, email, gathering)
    if (email === undefined) continue
    const facts = together(people.get(email) ?? {}, account.facts)
    people.set(email, facts)
    for (const forge of ['github', 'gitlab'] as const) {
      const name = facts[forge]
      if (name === undefined || forms[forge].test(name)) continue
      gathering.report(wrongText(forms[forge], name, account.at))
    }
  }
  return people
}

function mean(id: string, meaning: string | undefined, { meanings, unclear }: Gathering): void {
  if (id === '') return // Whoever has none is nobody's member.
  if (meanings.has(id) && meanings.get(id) !== meaning) unclear.add(id)
  meanings.set(id, meaning)
}

function emailOf({ emails, active, isConfirmed = true, at }: Account, gathering: Gathering) {
  const { report, leave } = gathering
  const { lowercase, domains } = gathering.emails
  const written = emails.filter(email => email !== '')
  const email = written.find(email => isFrom(email, domains)) ?? written[0] ?? ''
  if (!active) leave('account', 'that may not sign in', at)
  else if (!isConfirmed) leave('account', 'whose e-mail is not confirmed', at)
  else if (email === '') leave('account', 'without an e-mail', at)
  else if (!isFrom(email, domains)) leave('account', 'from outside the domains of common.yaml', at)
  else if (parseEmail(email) === undefined) report(wrongText(forms.email, email, at))
  else return normalizeEmail(email, lowercase)
  return undefined
}

/** Merges two accounts of one person, independent of their order in the export. */
function together(one: Facts, other: Facts): Facts {
  const facts = factNames.flatMap(name => {
    const [first = ''] = [one[name], other[name]]
      .map(value => cleaned(value ?? ''))
      .filter(value => value !== '')
      .sort()
    return first === '' ? [] : [[name, first] as const]
  })
  return Object.fromEntries(facts)
}

const unseen = new RegExp(invisible, 'gu')

function cleaned(text: string): string {
  return text.replace(unseen, '').replace(/\s+/g, ' ').trim()
}

function gatherGroups(circles: readonly Circle[], gathering: Gathering): Map<string, string[]> {
  const { meanings, unclear, leave, report } = gathering
  const named = nameCircles(circles, gathering)
  const groups = new Map<string, string[]>()
  for (const [name, { members, at }] of named) {
    const found = new Set<string>()
    for (const id of members) {
      const member = meanings.get(id)
      if (unclear.has(id)) report(twofold(name, at))
      else if (member !== undefined) found.add(member)
      else if (!meanings.has(id)) leave('member', 'of a group that the export does not contain', at)
    }
    groups.set(name, [...found].sort())
  }
  return groups
}

function nameCircles(circles: readonly Circle[], gathering: Gathering): Map<string, Circle> {
  const named = new Map<string, Circle>()
  for (const circle of circles) {
    const name = cleaned(circle.name)
    const first = named.get(name)
    const isFit = forms.subject.test(name)
    for (const id of circle.ids) mean(id, isFit ? `group:${name}` : undefined, gathering)
    if (!isFit) gathering.leave('group', 'whose name cannot be used in a grant', circle.at)
    else if (first && first.ids[0] !== circle.ids[0]) gathering.report(twins(name, circle, first))
    // A large group may arrive in several parts.
    else named.set(name, { ...circle, members: [...(first?.members ?? []), ...circle.members] })
  }
  return named
}

function sorted<T>(map: ReadonlyMap<string, T>): Map<string, T> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Two groups with one name: a grant to one would also admit the members of the other. */
function twins(name: string, { at }: Circle, first: Circle): Diagnostic {
  const help = 'rename one of them, or export only the one you mean'
  const related = [{ message: 'this is the other one', at: first.at }]
  return { ...malformed(at, `two groups are called \`${name}\``, help), related }
}

/** A member with two meanings: the wrong one of them would get access. */
function twofold(group: string, at: Span): Diagnostic {
  const help = 'export only the people and groups you mean'
  return malformed(
    at,
    `a member of \`${group}\` could be either of two entries in the export`,
    help
  )
}
