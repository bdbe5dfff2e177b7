import { longest, type Naming, usual } from '../files/find.ts'
import { mostCharacters, patternInWords } from '../values/pattern-words.ts'
import { locate, type Node, type Sequence } from '../yaml/node.ts'

/** How tenants may be named where one rule of the policy says it for all of them. */
export function namingOf(policy: Sequence | undefined): Naming {
  const rules = policy?.items.filter(rule => locate(rule, ['names']) !== undefined) ?? []
  const [rule, ...others] = rules
  const pattern = rule && others.length === 0 && isForAll(rule) ? wordIn(rule, 'names') : ''
  const most = mostCharacters(pattern)
  const words = most > longest.tenant ? undefined : patternInWords(pattern)
  if (words === undefined) return usual('tenant')
  const form = new RegExp(pattern, 'u')
  return { kind: 'tenant', most, words, accepts: name => form.test(name) }
}

function isForAll(rule: Node): boolean {
  const tenants = locate(rule, ['tenants'])
  return tenants?.kind === 'sequence' && tenants.items.some(item => isAll(item))
}

function isAll(node: Node): boolean {
  return node.kind === 'scalar' && node.value === '*'
}

function wordIn(rule: Node, field: string): string {
  const node = locate(rule, [field])
  return node?.kind === 'scalar' ? String(node.value) : ''
}
