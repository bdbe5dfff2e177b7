import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Node } from '../../yaml/node.ts'
import { malformed } from '../malformed.ts'
import { fieldOf, flagIn } from '../peek.ts'
import type { Line } from './columns.ts'

// Spreadsheets write these words in the language of their user.
const yes = /^(?:true|yes|1|wahr|vrai|verdadero|vero|waar)$/i
const no = /^(?:false|no|0|falsch|faux|falso|onwaar)$/i

/** The words of Google and Okta. People who are locked out or have not signed in yet still belong. */
const statuses = {
  open: [
    ...['active', 'enabled', 'staged', 'provisioned', 'pendinguseraction', 'recovery'],
    ...['passwordreset', 'passwordexpired', 'lockedout']
  ],
  closed: [
    ...['suspended', 'deprovisioned', 'deactivated', 'disabled', 'inactive', 'archived'],
    ...['blocked', 'deleted']
  ]
}

/** Whether a value lets a person sign in; nothing if the value is unknown. */
type Reading = (text: string) => boolean | undefined

const readings = {
  allowed: text => (yes.test(text) ? true : no.test(text) ? false : undefined),
  barred: text => (yes.test(text) ? false : no.test(text) ? true : undefined),
  status: text => {
    const word = text.toLowerCase().replace(/[^a-z]/g, '')
    if (statuses.open.includes(word)) return true
    return statuses.closed.includes(word) ? false : undefined
  },
  // Active Directory sets this bit for disabled accounts.
  flags: text => (/^-?\d+$/.test(text) ? (Number(text) & 2) === 0 : undefined),
  deleted: () => false
} as const satisfies Readonly<Record<string, Reading>>

const columns = Object.keys(readings) as (keyof typeof readings)[] // the keys of the literal above

/** Whether the account in a line may sign in; nothing if the line does not say. */
export function maySignIn(line: Line, report: Report): boolean | undefined {
  const said = columns.flatMap(column => {
    return line(column).map(cell => ({ cell, says: readings[column](cell.text) }))
  })
  for (const { cell, says } of said) {
    if (says !== undefined) continue
    const message = `\`${cell.text}\` does not say whether this account may sign in`
    report(malformed(cell, message, 'write `active` or `disabled`, or leave the column out'))
  }
  return said.length === 0 ? undefined : said.every(({ says }) => says !== false)
}

/** Whether an account in JSON may sign in, which it may where the field is missing or null. */
export function isOpen(account: Node, field: string, report: Report): boolean {
  const node = fieldOf(account, field)
  const said = flagIn(node)
  if (said !== undefined) return said
  if (!node || (node.kind === 'scalar' && node.value === null)) return true
  const help = `write \`true\` or \`false\`, or leave \`${field}\` out`
  report(malformed(node, `\`${field}\` is neither \`true\` nor \`false\``, help))
  return false
}
