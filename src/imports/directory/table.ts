import type { Report } from '../../diagnostics/diagnostic.ts'
import { type Source, startOf } from '../../diagnostics/source.ts'
import { malformed } from '../malformed.ts'
import { type Cell, parseCsv } from './csv.ts'
import type { Account, Export, Facts } from './export.ts'

/** The accepted titles of columns, ignoring case and punctuation. */
const titles = {
  email: ['email', 'mail', 'emailaddress', 'useremail', 'userprincipalname'],
  name: ['name', 'displayname', 'fullname'],
  first: ['firstname', 'givenname'],
  last: ['lastname', 'surname', 'familyname'],
  github: ['github', 'githubname', 'githublogin', 'githubusername'],
  slack: ['slack', 'slackname', 'slackhandle'],
  affiliation: ['affiliation', 'company', 'organization', 'organisation'],
  groups: ['groups', 'group', 'memberof']
} as const

type Column = keyof typeof titles

/** The text in a column, or an empty text if the table has no such column. */
type Read = (column: Column) => string

/** Reads one or several tables of people. */
export function readTables(sources: readonly Source[], report: Report): Export | undefined {
  const tables = sources.map(source => readTable(source, report))
  const found = tables.filter(table => table !== undefined)
  if (found.length < tables.length) return undefined
  return {
    accounts: found.flatMap(({ accounts }) => accounts),
    circles: found.flatMap(({ circles }) => circles),
    hasGroups: found.some(({ hasGroups }) => hasGroups)
  }
}

/**
 * Reads a table with a line for each person, or for each person in each group. A line with `group:` and
 * a name instead of an e-mail nests that group.
 */
function readTable(source: Source, report: Report): Export | undefined {
  const rows = parseCsv(source, report)
  const columns = rows && columnsOf(source, rows[0] ?? [], report)
  if (!columns) return undefined
  const accounts: Account[] = []
  const circles = new Map<string, { readonly at: Cell; readonly members: string[] }>()
  for (const row of rows.slice(1)) {
    const at = row[columns.get('email') ?? 0]
    if (!at) throw new Error('bug: a line lacks its cells')
    const read: Read = column => row[columns.get(column) ?? -1]?.text ?? ''
    const email = read('email')
    if (!email.startsWith('group:')) {
      accounts.push({ ids: [email], email, facts: factsOf(read), active: true, at })
    }
    for (const name of namesIn(read('groups'))) {
      const members = circles.get(name)?.members
      if (members) members.push(email)
      else circles.set(name, { at, members: [email] })
    }
  }
  return {
    accounts,
    circles: Array.from(circles, ([name, circle]) => ({ ids: [`group:${name}`], name, ...circle })),
    hasGroups: columns.has('groups')
  }
}

function namesIn(cell: string): string[] {
  const names = cell.split(/[;|,\n]/).map(name => name.trim())
  return names.filter(name => name !== '')
}

function factsOf(read: Read): Facts {
  return {
    name: read('name') || `${read('first')} ${read('last')}`,
    github: read('github').replace(/^@|^https:\/\/github\.com\//, ''),
    slack: read('slack').replace(/^@/, ''),
    affiliation: read('affiliation')
  }
}

function columnsOf(
  source: Source,
  header: readonly Cell[],
  report: Report
): ReadonlyMap<Column, number> | undefined {
  const columns = new Map<Column, number>()
  for (const [index, cell] of header.entries()) {
    const column = columnOf(cell.text)
    const first = column && header[columns.get(column) ?? -1]
    if (first) {
      const related = [{ message: 'this is the other', at: first }]
      const help = 'leave one of them out'
      report({ ...malformed(cell, `two columns hold \`${column}\``, help), related })
      return undefined
    }
    if (column) columns.set(column, index)
  }
  if (columns.has('email')) return columns
  const at = header[0] ?? startOf(source)
  const help = 'begin with a line of names such as `email,name,github,groups`'
  report(malformed(at, 'no column is called `email`', help))
  return undefined
}

function columnOf(title: string): Column | undefined {
  const word = title.toLowerCase().replace(/[^a-z]/g, '')
  const known = Object.keys(titles) as Column[] // the keys of the literal above
  return known.find(column => titles[column].some(name => name === word))
}
