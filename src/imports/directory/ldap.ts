import type { Diagnostic, Report } from '../../diagnostics/diagnostic.ts'
import type { Source } from '../../diagnostics/source.ts'
import { groupBy } from '../../values/group.ts'
import { own } from '../../values/lookup.ts'
import { malformed } from '../malformed.ts'
import { firstName, normalDn } from './dn.ts'
import type { Account, Circle, Export } from './export.ts'
import { type Attribute, type LdifEntry, parseLdif } from './ldif.ts'

const members = ['member', 'uniquemember', 'memberuid']
const groupClass = /^(group|groupof(unique)?names|groupof(members|entries)|posixgroup)$/i
const personClass = /^(person|organizationalperson|inetorgperson|user|posixaccount)$/i
/** In Active Directory, computers are persons too, and contacts have an e-mail but cannot sign in. */
const otherClass = /^(computer|contact)$/i

/**
 * Reads the people and groups of a directory server. Other entries, such as folders, are skipped
 * silently.
 */
export function readLdap(sources: readonly Source[], report: Report): Export | undefined {
  const files = sources.map(source => parseLdif(source, report))
  const parts = files.flatMap(file => file ?? [])
  const entries = joined(parts)
  const troubles = [...entries.map(cutOff), ...entries.map(unclear), ...parts.map(partial)].flat()
  for (const trouble of troubles) report(trouble)
  if (troubles.length > 0 || files.includes(undefined)) return undefined
  const circles = entries.filter(isGroup).map(circleOf)
  const accounts = entries.filter(entry => !isGroup(entry) && isPerson(entry)).map(accountOf)
  return { accounts, circles, hasGroups: circles.length > 0, left: [] }
}

/** Detects an export that declares itself incomplete. */
function partial(entry: LdifEntry): Diagnostic[] {
  return entry.flatMap(({ name, value = '', at }) => {
    if (name === 'changetype' && value.toLowerCase() !== 'add') {
      return [malformed(at, 'this is a change, not an entry', 'export the entries as they are')]
    }
    if (name !== 'result' || entry[0]?.name === 'dn' || /^0\b/.test(value)) return []
    const message = `the server ended with \`${value}\`, so the export is incomplete`
    return [
      malformed(at, message, 'fetch the result in pages, as in `ldapsearch -E pr=500/noprompt`')
    ]
  })
}

/** Active Directory returns only 1,500 members of a group at a time. */
function cutOff(entry: LdifEntry): Diagnostic[] {
  const ranges = entry.filter(({ options }) => options.some(option => option.startsWith('range=')))
  const last = ranges.at(-1)
  const isWhole = ranges.some(({ options }) => options.some(option => option.endsWith('-*')))
  if (!last || isWhole) return []
  const help =
    'ask for the next part too, as in `member;range=1500-*`, and put it into the same file'
  return [malformed(last.at, 'the server cut off the members of this group here', help)]
}

/** Active Directory and FreeIPA; a value of another kind would let a disabled account stay. */
const marks: Readonly<Record<string, RegExp>> = {
  useraccountcontrol: /^-?\d+$/,
  nsaccountlock: /^(true|false)$/i
}

function unclear(entry: LdifEntry): Diagnostic[] {
  if (isGroup(entry) || !isPerson(entry)) return []
  return entry.flatMap(({ name, value = '', at }) => {
    const form = own(marks, name)
    if (!form || value === '' || form.test(value)) return []
    const message = `\`${value}\` does not say whether this account may sign in`
    return [malformed(at, message, 'export the value as the server keeps it, or leave it out')]
  })
}

/** Merges the parts of an entry that occurs several times in the file. */
function joined(parts: readonly LdifEntry[]): LdifEntry[] {
  const named = parts.filter(([first]) => first?.name === 'dn')
  return [...groupBy(named, ([dn]) => idOf(dn?.value)).values()].map(together => together.flat())
}

function isGroup(entry: LdifEntry): boolean {
  return hasClass(entry, groupClass) || entry.some(({ name }) => members.includes(name))
}

function isPerson(entry: LdifEntry): boolean {
  const isOne = hasClass(entry, personClass) || textOf(entry, 'mail') !== ''
  return isOne && !hasClass(entry, otherClass)
}

function circleOf(entry: LdifEntry): Circle {
  const { id, at } = headOf(entry)
  const found = entry.flatMap(({ name, value = '' }) => {
    if (!members.includes(name) || value === '') return []
    return [name === 'memberuid' ? `uid ${value}` : idOf(value)]
  })
  const name = textOf(entry, 'cn') || firstName(textOf(entry, 'dn'))
  return { ids: [id], name, members: found, at }
}

function accountOf(entry: LdifEntry): Account {
  const value = (name: string) => textOf(entry, name)
  const { id, at } = headOf(entry)
  const name = value('displayname') || value('cn') || `${value('givenname')} ${value('sn')}`
  const facts = { name, affiliation: value('company') || value('o') }
  const ids = [id, ...(value('uid') === '' ? [] : [`uid ${value('uid')}`])]
  return { ids, emails: [value('mail')], facts, active: isActive(entry), at }
}

/**
 * Active Directory, 389 Directory Server or FreeIPA, and OpenLDAP each mark disabled accounts
 * differently.
 */
function isActive(entry: LdifEntry): boolean {
  const isDisabled = (Number(textOf(entry, 'useraccountcontrol')) & 2) !== 0
  const isLocked = /^true$/i.test(textOf(entry, 'nsaccountlock'))
  return !isDisabled && !isLocked && textOf(entry, 'pwdaccountlockedtime') !== '000001010000Z'
}

function hasClass(entry: LdifEntry, pattern: RegExp): boolean {
  return entry.some(({ name, value }) => name === 'objectclass' && pattern.test(value ?? ''))
}

function textOf(entry: LdifEntry, name: string): string {
  return entry.find(attribute => attribute.name === name)?.value ?? ''
}

function headOf([first]: LdifEntry): Pick<Attribute, 'at'> & { readonly id: string } {
  if (!first) throw new Error('bug: an entry without a line')
  return { id: idOf(first.value), at: first.at }
}

function idOf(dn = ''): string {
  return normalDn(dn) ?? dn.toLowerCase()
}
