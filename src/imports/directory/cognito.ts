import type { Report } from '../../diagnostics/diagnostic.ts'
import { type Source, startOf } from '../../diagnostics/source.ts'
import type { Node } from '../../yaml/node.ts'
import { parseJson } from '../json-tree.ts'
import { malformed } from '../malformed.ts'
import { fieldOf, listOf, textOf } from '../peek.ts'
import type { Account, Circle, Export } from './export.ts'
import { isOpen } from './sign-in.ts'

/**
 * Reads the output of the AWS CLI: `list-users`, `list-groups`, and for each group
 * `list-users-in-group`. The last one does not name its group, so the file has to.
 */
export function readCognito(sources: readonly Source[], report: Report): Export | undefined {
  const roots = sources.map(source => parseJson(source, report))
  const files = roots.filter(root => root !== undefined)
  if (files.length < roots.length || !files.every(file => isAnswer(file, report))) return undefined
  const groups = files.flatMap(file => listOf(file, 'Groups'))
  const names = new Set(groups.map(nameOf))
  const lists = files.filter(file => fieldOf(file, 'Users'))
  const members = new Map(lists.map(list => [stemOf(list), list]))
  const users = soleOf(
    lists.filter(list => !names.has(stemOf(list))),
    files,
    report
  )
  const lacking = groups.filter(group => !members.has(nameOf(group)))
  for (const group of lacking) report(unlisted(group))
  if (!users || lacking.length > 0) return undefined
  return {
    accounts: listOf(users, 'Users').map(user => accountOf(user, report)),
    circles: groups.map(group => circleOf(group, members.get(nameOf(group)))),
    hasGroups: groups.length > 0,
    left: []
  }
}

function isAnswer(file: Node, report: Report): boolean {
  const next = fieldOf(file, 'NextToken') ?? fieldOf(file, 'PaginationToken')
  if (next) {
    report(
      malformed(
        next,
        'this is only one page of several',
        'leave out `--max-items` and `--no-paginate`'
      )
    )
  } else if (!fieldOf(file, 'Users') && !fieldOf(file, 'Groups')) {
    const help = 'export what `list-users`, `list-groups` and `list-users-in-group` print'
    report(
      malformed(
        { ...file, end: file.start + 1 },
        'this contains neither `Users` nor `Groups`',
        help
      )
    )
  } else return true
  return false
}

/** The list of all users, whose file is not named after a group. */
function soleOf(lists: readonly Node[], files: readonly Node[], report: Report): Node | undefined {
  const [first, second] = lists
  const at = second ?? files[0]
  if ((first && !second) || !at) return first
  const message = second ? 'these are the users of an unknown group' : 'no file lists all users'
  const help =
    'give the output of `list-users`, that of `list-groups`, and that of `list-users-in-group` in a file named after the group, such as `fraud-analysts.json`'
  report(malformed(startOf(at.source), message, help))
  return undefined
}

function unlisted(group: Node) {
  const name = nameOf(group)
  const help = `run \`aws cognito-idp list-users-in-group\` for it, and save the output as \`${name}.json\``
  const at = fieldOf(group, 'GroupName') ?? group
  return malformed(at, `no file says who is in group \`${name}\``, help)
}

const closed = ['ARCHIVED', 'COMPROMISED']

function accountOf(node: Node, report: Report): Account {
  const attribute = (name: string) => {
    const found = listOf(node, 'Attributes').find(other => textOf(other, 'Name') === name)
    return textOf(found, 'Value')
  }
  const status = textOf(node, 'UserStatus')
  return {
    ids: [textOf(node, 'Username')],
    emails: [attribute('email')],
    facts: { name: attribute('name') || `${attribute('given_name')} ${attribute('family_name')}` },
    active: isOpen(node, 'Enabled', report) && !closed.includes(status),
    isConfirmed: status !== 'UNCONFIRMED' && !/^\s*false\s*$/i.test(attribute('email_verified')),
    at: fieldOf(node, 'Username') ?? node
  }
}

function circleOf(group: Node, list: Node | undefined): Circle {
  const name = nameOf(group)
  const members = listOf(list, 'Users').map(user => textOf(user, 'Username'))
  return { ids: [`group:${name}`], name, members, at: fieldOf(group, 'GroupName') ?? group }
}

function nameOf(group: Node): string {
  return textOf(group, 'GroupName')
}

/** The file name without folders and `.json`. */
function stemOf({ source }: Node): string {
  return source.path.replace(/^.*[/\\]/, '').replace(/\.json$/i, '')
}
