import type { Report } from '../../diagnostics/diagnostic.ts'
import { type Source, startOf } from '../../diagnostics/source.ts'
import { malformed } from '../malformed.ts'
import type { Cell } from './csv.ts'

/** The accepted titles of columns, ignoring case, punctuation and brackets, the preferred one first. */
const titles = {
  // Addresses that people enter themselves prove nothing: recovery addresses, Entra ID's `otherMails`.
  email: ['email', 'emailaddress', 'mail', 'primaryemail', 'useremail', 'memberemail'],
  login: ['proxyaddresses', 'userprincipalname', 'login', 'username'],
  name: ['displayname', 'fullname', 'name', 'membername', 'user'],
  first: ['firstname', 'givenname'],
  last: ['lastname', 'surname', 'familyname', 'sn'],
  github: ['github', 'githubname', 'githublogin', 'githubusername'],
  gitlab: ['gitlab', 'gitlabname', 'gitlablogin', 'gitlabusername'],
  slack: ['slack', 'slackname', 'slackhandle'],
  affiliation: ['affiliation', 'company', 'companyname', 'organization', 'organisation'],
  groups: ['groups', 'group', 'memberof', 'groupemail'],
  kind: ['membertype'],
  allowed: ['accountenabled', 'enabled', 'isenabled', 'active', 'isactive'],
  barred: [
    ...['disabled', 'isdisabled', 'accountdisabled', 'blockcredential', 'blocksignin'],
    ...['suspended', 'issuspended', 'archived', 'isarchived', 'deactivated']
  ],
  status: ['status', 'accountstatus', 'userstatus'],
  flags: ['useraccountcontrol'],
  deleted: ['softdeletiontimestamp', 'deleteddatetime']
} as const

type Column = keyof typeof titles

/** The positions of each column in a line, the preferred one first. */
export interface Columns {
  readonly places: ReadonlyMap<Column, readonly number[]>
  readonly unread: readonly Cell[]
}

/** The values of a line in a column, the preferred one first, without empty ones. */
export type Line = (column: Column) => readonly Cell[]

export function lineOf(row: readonly Cell[], { places }: Columns): Line {
  return column => {
    const cells = (places.get(column) ?? []).flatMap(place => row[place] ?? [])
    return cells.filter(({ text }) => text !== '')
  }
}

export function columnsOf(
  source: Source,
  header: readonly Cell[],
  report: Report
): Columns | undefined {
  const seen = new Map<string, Cell>()
  for (const cell of header) {
    const title = titleOf(cell)
    const first = seen.get(title)
    const column = columnOf(title)
    if (first && column) {
      const related = [{ message: 'this is the other one', at: first }]
      const help = 'remove one of them'
      report({ ...malformed(cell, `two columns contain \`${column}\``, help), related })
      return undefined
    }
    seen.set(title, cell)
  }
  const places = new Map(known.map(column => [column, placesOf(column, header)]))
  const unread = header.filter(cell => columnOf(titleOf(cell)) === undefined)
  if (places.get('email')?.length || places.get('login')?.length) return { places, unread }
  const at = header[0] ?? startOf(source)
  const help = 'start with a line of column names such as `email,name,github,groups`'
  report(malformed(at, 'no column is called `email`', help))
  return undefined
}

const known = Object.keys(titles) as Column[] // the keys of the literal above

function placesOf(column: Column, header: readonly Cell[]): number[] {
  const found = header.map(titleOf)
  return titles[column].flatMap(title => (found.includes(title) ? [found.indexOf(title)] : []))
}

function columnOf(title: string): Column | undefined {
  return known.find(column => titles[column].some(name => name === title))
}

/** Turns Google's `Email Address [Required]` into `emailaddress`, Okta's `profile.login` into `login`. */
function titleOf({ text }: Cell): string {
  const bare = text.replace(/\[[^[\]]*\]/g, '').replace(/^(?:user\.)?profile\./i, '')
  return bare.toLowerCase().replace(/[^a-z0-9]/g, '')
}
