import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Source } from '../../diagnostics/source.ts'
import type { Node } from '../../yaml/node.ts'
import { parseJson } from '../json-tree.ts'
import { malformed } from '../malformed.ts'
import { fieldOf, flagIn, listOf, textOf } from '../peek.ts'
import type { Account, Circle, Export } from './export.ts'
import { isOpen } from './sign-in.ts'

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** Reads list pages (RFC 7644), alone, in arrays or in separate files, or bare users and groups. */
export function readScim(sources: readonly Source[], report: Report): Export | undefined {
  const roots = sources.map(source => parseJson(source, report))
  const pages = roots.flatMap(root => (root?.kind === 'sequence' ? root.items : (root ?? [])))
  const resources = pages.flatMap(resourcesOf)
  const strange = resources.find(resource => kindOf(resource) === undefined)
  if (strange) {
    const help = 'export `/Users` and `/Groups` of the SCIM server, page by page'
    report(malformed(strange, 'this is neither a user nor a group, nor a list of them', help))
  }
  if (strange || roots.includes(undefined)) return undefined
  const users = ofKind('user', pages, report)
  const groups = ofKind('group', pages, report)
  if (!users || !groups) return undefined
  const known = new Set(users.map(user => textOf(user, 'id')))
  return {
    accounts: users.map(user => accountOf(user, report)),
    circles: groups.map(group => circleOf(group, known)),
    hasGroups: groups.length > 0,
    left: []
  }
}

/** All resources of a kind, if the pages contain as many as they announce. */
function ofKind(
  kind: 'user' | 'group',
  pages: readonly Node[],
  report: Report
): readonly Node[] | undefined {
  const isOfKind = (node: Node) => kindOf(node) === kind
  const own = pages.filter(page => resourcesOf(page).some(isOfKind))
  const found = own.flatMap(resourcesOf)
  const number = new Set(found.map(node => textOf(node, 'id') || node)).size
  for (const page of own) {
    const total = fieldOf(page, 'totalResults')
    if (total?.kind !== 'scalar' || Number(total.value) <= number) continue
    const message = `the server has ${total.value} ${kind}s, but this export has ${number}`
    report(malformed(total, message, 'export the other pages too'))
    return undefined
  }
  return found.filter(isOfKind)
}

function resourcesOf(page: Node): readonly Node[] {
  const isList = fieldOf(page, 'Resources') ?? fieldOf(page, 'totalResults')
  return isList ? listOf(page, 'Resources') : [page]
}

function kindOf(node: Node): 'user' | 'group' | undefined {
  const schemas = listOf(node, 'schemas').map(schema => textOf(schema))
  if (schemas.some(schema => schema.endsWith(':core:2.0:Group'))) return 'group'
  if (schemas.some(schema => schema.endsWith(':core:2.0:User'))) return 'user'
  if (schemas.length > 0) return undefined
  if (fieldOf(node, 'userName')) return 'user'
  return fieldOf(node, 'members') ? 'group' : undefined
}

function accountOf(node: Node, report: Report): Account {
  return {
    ids: [named('user', textOf(node, 'id'))],
    emails: [emailOf(node)],
    facts: {
      name: textOf(node, 'displayName') || fullName(node),
      affiliation: textOf(node, enterprise, 'organization')
    },
    active: isOpen(node, 'active', report),
    at: fieldOf(node, 'userName') ?? node
  }
}

/** The primary e-mail, else the first one; many servers only have it as the user name. */
function emailOf(node: Node): string {
  const emails = listOf(node, 'emails')
  const primary = emails.find(email => flagIn(fieldOf(email, 'primary')) === true)
  const name = textOf(node, 'userName')
  return textOf(primary ?? emails[0], 'value') || (name.includes('@') ? name : '')
}

function fullName(node: Node): string {
  const name = fieldOf(node, 'name')
  return textOf(name, 'formatted') || `${textOf(name, 'givenName')} ${textOf(name, 'familyName')}`
}

function circleOf(node: Node, users: ReadonlySet<string>): Circle {
  return {
    ids: [named('group', textOf(node, 'id'))],
    name: textOf(node, 'displayName'),
    members: listOf(node, 'members').map(member => memberOf(member, users)),
    at: fieldOf(node, 'displayName') ?? node
  }
}

/** A user and a group may have the same id. A member without a type is a user if one exists. */
function memberOf(member: Node, users: ReadonlySet<string>): string {
  const id = textOf(member, 'value')
  const said = `${textOf(member, 'type')} ${textOf(member, '$ref')}`
  if (/^Group |\/Groups\//i.test(said)) return named('group', id)
  const isUser = /^User |\/Users\//i.test(said) || users.has(id)
  return named(isUser ? 'user' : 'group', id)
}

function named(kind: 'user' | 'group', id: string): string {
  return id === '' ? '' : `${kind} ${id}`
}
