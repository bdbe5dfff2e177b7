import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { suggest } from '../../text/suggest.ts'
import { groupBy } from '../../values/group.ts'
import { locateKey, type Node } from '../../yaml/node.ts'
import { propertiesOf } from './describe.ts'
import type { Finding } from './finding.ts'
import { type Found, find } from './finding.ts'
import { outOfRange, tooMany, wrongForm, wrongKeys, wrongType, wrongWord } from './mismatch.ts'
import { meantBy, missing, oneOf, unknownField, wrapper } from './presence.ts'
import { isValue } from './whole-entry.ts'
import { withReference } from './with-reference.ts'

/** Turns the findings in a file into diagnostics, one per mistake. */
export function wordings(
  findings: readonly Finding[],
  root: Node,
  schema: object
): readonly Diagnostic[] {
  const places = groupBy(findings, ({ path }) => JSON.stringify(path))
  return [...places.values()].flatMap(group => {
    const path = group[0]?.path ?? []
    return together(group, root, schema).map(each => withReference(each, schema, path))
  })
}

/** Turns the findings at one place into diagnostics. */
function together(findings: readonly Finding[], root: Node, schema: object): readonly Diagnostic[] {
  // If the type is wrong, form and choice do not matter.
  const type = findings.find(({ keyword }) => keyword === 'type' || keyword === 'anyOf')
  if (type) return [wrongType(find(type, root), schema)]
  const around = findings[0] && wrapper(find(findings[0], root))
  if (around) return [around]
  const lacking = findings.filter(({ keyword }) => keyword === 'required')
  const [first] = lacking
  const names = notMistyped(
    findings,
    lacking.map(({ params }) => String(params.missingProperty))
  )
  const others = findings.filter(finding => {
    return finding.keyword !== 'required' && !isMisnamed(finding, findings, root)
  })
  return [
    ...(first && names.length > 0 ? [missing(find(first, root), names)] : []),
    ...others.flatMap(finding => wording(find(finding, root), schema))
  ]
}

/**
 * A misspelled field such as `onwer` is one mistake, not an unknown field plus a missing one; nor are
 * these two where there is only one field that could be meant.
 */
function notMistyped(findings: readonly Finding[], names: readonly string[]): string[] {
  const typed = findings.flatMap(({ params }) => params.additionalProperty ?? []).map(String)
  const isOnly = findings.some(({ schema }) => Object.keys(propertiesOf(schema)).length === 1)
  if (isOnly && typed.length > 0) return []
  if (findings.some(({ schema }) => typed.some(key => isValue(key, schema)))) return []
  return names.filter(name => !typed.some(word => suggest(word, names) === name))
}

/** If no alternative is there, an unknown field may stand in its place. */
function isMisnamed(finding: Finding, findings: readonly Finding[], root: Node): boolean {
  const { exactlyOne } = finding.schema as { exactlyOne?: readonly string[] }
  if (finding.keyword !== 'exactlyOne' || !exactlyOne) return false
  const { node } = find(finding, root)
  const typed = findings.flatMap(({ params }) => params.additionalProperty ?? []).map(String)
  return (
    exactlyOne.every(name => locateKey(node, [name]) === undefined) &&
    typed.some(key => meantBy(key, finding.schema).some(name => exactlyOne.includes(name)))
  )
}

function wording(found: Found, whole: object): readonly Diagnostic[] {
  switch (found.keyword) {
    case 'additionalProperties':
      return [unknownField(found, whole)]
    case 'exactlyOne':
    case 'atMostOne':
      return [oneOf(found, found.schema[found.keyword] as readonly string[])]
    case 'enum':
      return [wrongWord(found)]
    case 'form':
      return [wrongForm(found)]
    case 'keys':
      return wrongKeys(found)
    case 'minimum':
    case 'maximum':
      return [outOfRange(found)]
    case 'maxItems':
      return [tooMany(found)]
    default:
      throw new Error(`bug: no words for the schema's keyword ${found.keyword}`)
  }
}
