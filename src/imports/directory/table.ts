import type { Related, Report } from '../../diagnostics/diagnostic.ts'
import type { Source } from '../../diagnostics/source.ts'
import { andList } from '../../text/prose.ts'
import { malformed } from '../malformed.ts'
import { type Columns, columnsOf, type Line, lineOf } from './columns.ts'
import { type Cell, parseCsv } from './csv.ts'
import { firstName, listedDns, normalDn } from './dn.ts'
import type { Account, Circle, Export, Facts } from './export.ts'
import { maySignIn } from './sign-in.ts'

/** A line of one table, before other tables add to it. */
interface Row {
  /** The addresses of a person, or `group:` and the name of a nested group. */
  readonly emails: readonly string[]
  readonly facts: Facts
  readonly active: boolean | undefined
  readonly groups: readonly Group[]
  readonly at: Cell
}

interface Group {
  readonly id: string
  readonly name: string
}

interface Table {
  readonly rows: readonly Row[]
  readonly hasGroups: boolean
  readonly left: readonly Related[]
}

/** Reads one or several tables of people. */
export function readTables(sources: readonly Source[], report: Report): Export | undefined {
  const found = sources.map(source => readTable(source, report))
  const tables = found.filter(table => table !== undefined)
  if (tables.length < found.length) return undefined
  const rows = together(tables.flatMap(({ rows }) => rows))
  return {
    accounts: rows.filter(({ emails }) => !isGroup(emails)).map(accountOf),
    circles: circlesOf(rows),
    hasGroups: tables.some(({ hasGroups }) => hasGroups),
    left: tables.flatMap(({ left }) => left)
  }
}

/**
 * Reads a table with a line for each person, or for each person in each group. A line with `group:` and
 * a name instead of an e-mail nests that group.
 */
function readTable(source: Source, report: Report): Table | undefined {
  const rows = parseCsv(source, report)
  const columns = rows && columnsOf(source, rows[0] ?? [], report)
  if (!columns) return undefined
  return {
    rows: rows.slice(1).map(row => rowOf(row, columns, report)),
    hasGroups: columns.places.get('groups')?.length !== 0,
    left: unreadIn(columns)
  }
}

function unreadIn({ unread }: Columns): Related[] {
  const [first] = unread
  if (!first) return []
  const noun = unread.length === 1 ? 'column' : 'columns'
  return [{ message: `left out the ${noun} ${andList(unread.map(nameOf))}`, at: first }]
}

function nameOf({ text, start }: Cell): string {
  return text || `without a name, at character ${start + 1}`
}

function rowOf(cells: readonly Cell[], columns: Columns, report: Report): Row {
  const line = lineOf(cells, columns)
  const at = line('email')[0] ?? line('login')[0] ?? cells[0]
  if (!at) throw new Error('bug: a line lacks its cells')
  return {
    emails: emailsOf(line),
    facts: factsOf(line),
    active: maySignIn(line, report),
    groups: line('groups').flatMap(cell => groupsIn(cell, report)),
    at
  }
}

function emailsOf(line: Line): string[] {
  const written = line('email').map(({ text }) => text)
  const emails = [...written, ...line('login').flatMap(({ text }) => addressIn(text))]
  const [first = ''] = emails
  if (isGroup(emails)) return [first]
  return textIn(line, 'kind').toLowerCase() === 'group' ? [`group:${first}`] : [...new Set(emails)]
}

/** Reads an address from a sign-in name or a list of mailbox addresses. */
function addressIn(text: string): string[] {
  // Exchange marks the primary address with capital letters.
  const [, primary] = /(?:^|[+;,|\s])SMTP:([^+;,|\s]+)/.exec(text) ?? []
  if (primary !== undefined) return [primary]
  // Entra ID gives guests this name, though they sign in with their own address.
  const isGuest = text.includes('#EXT#@')
  return isGuest || !/^[^:]+@/.test(text) ? [] : [text]
}

function isGroup([first = '']: readonly string[]): boolean {
  return first.startsWith('group:')
}

function textIn(line: Line, column: Parameters<Line>[0]): string {
  return line(column)[0]?.text ?? ''
}

function factsOf(line: Line): Facts {
  return {
    name: textIn(line, 'name') || `${textIn(line, 'first')} ${textIn(line, 'last')}`,
    github: textIn(line, 'github').replace(/^@|^https:\/\/github\.com\//, ''),
    gitlab: textIn(line, 'gitlab').replace(/^@|^https:\/\/gitlab\.com\//, ''),
    slack: textIn(line, 'slack').replace(/^@/, ''),
    affiliation: textIn(line, 'affiliation')
  }
}

function groupsIn(cell: Cell, report: Report): Group[] {
  const { text } = cell
  if (/^(?:System|Microsoft)\.[A-Za-z.]+(?:\[\]|Collection)$/.test(text)) {
    const help = "write them as text, as in `@{n='memberOf'; e={$_.memberOf -join ';'}}`"
    report(malformed(cell, "this is PowerShell's word for a list, not the groups in it", help))
    return []
  }
  if (/^(?:cn|ou|uid)\s*=/i.test(text)) {
    return listedDns(text).map(dn => ({ id: normalDn(dn) ?? dn, name: firstName(dn) }))
  }
  const names = text.split(/[;|,\n]/).map(name => name.trim())
  return names.filter(name => name !== '').map(name => ({ id: `group:${name}`, name }))
}

/** Adds to each row what other tables say about the same person. */
function together(rows: readonly Row[]): Row[] {
  const aliases = new Map<string, readonly string[]>()
  const said = new Map<string, boolean>()
  for (const { emails, active } of rows) {
    for (const email of emails.map(keyOf)) {
      const others = aliases.get(email)
      const isKnown = others === undefined || `${others}` === `${emails}`
      if (emails.length > 1) aliases.set(email, isKnown ? emails : [])
      if (active !== undefined) said.set(email, active || said.get(email) === true)
    }
  }
  return rows.map(row => {
    const [first = ''] = row.emails
    const known = aliases.get(keyOf(first)) ?? []
    // A list of members does not say who is disabled, so the table of users decides.
    const active = row.active ?? said.get(keyOf(first))
    return {
      ...row,
      active,
      emails: row.emails.length > 1 || known.length === 0 ? row.emails : known
    }
  })
}

function keyOf(email: string): string {
  return email.toLowerCase()
}

function accountOf({ emails, facts, active, at }: Row): Account {
  return { ids: emails, emails, facts, active: active ?? true, at }
}

function circlesOf(rows: readonly Row[]): Circle[] {
  const circles = new Map<string, Group & { readonly at: Cell; readonly members: string[] }>()
  for (const { emails, groups, at } of rows) {
    for (const group of groups) {
      const members = circles.get(group.id)?.members
      if (members) members.push(emails[0] ?? '')
      else circles.set(group.id, { ...group, at, members: [emails[0] ?? ''] })
    }
  }
  return Array.from(circles.values(), ({ id, name, members, at }) => {
    return { ids: [...new Set([id, `group:${name}`])], name, members, at }
  })
}
