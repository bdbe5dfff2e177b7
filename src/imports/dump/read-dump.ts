import type { Report } from '../../diagnostics/diagnostic.ts'
import { type Source, type Span, startOf } from '../../diagnostics/source.ts'
import { either } from '../../text/prose.ts'
import { own } from '../../values/lookup.ts'
import { type Mapping, type Node, toValue } from '../../yaml/node.ts'
import { parseDocuments } from '../../yaml/parse.ts'
import { parseJson } from '../json-tree.ts'
import { malformed } from '../malformed.ts'
import { fieldOf, listOf, textOf } from '../peek.ts'
import type { Fields } from './pick.ts'

/** An object as the API server prints it. */
export interface LiveObject {
  readonly kind: string
  readonly name: string
  /** Empty for an object outside of all namespaces. */
  readonly namespace: string
  readonly fields: Fields
}

/** The kinds that say who may do what, without which an import would take everybody's access away. */
const needed = ['Namespace', 'RoleBinding', 'AuthorizationPolicy'] as const

/** What to ask a cluster for. */
export const dumped: readonly string[] = [
  'profiles.kubeflow.org',
  'namespaces',
  'rolebindings',
  'authorizationpolicies.security.istio.io',
  'resourcequotas',
  'limitranges',
  'serviceaccounts',
  'poddefaults.kubeflow.org',
  'networkpolicies'
]

const again = `export it again: \`kubectl get ${dumped.join(',')} --all-namespaces --output yaml\``

/** The objects of a dump; nothing if any part of it is broken or missing. */
export function readDump(
  sources: readonly Source[],
  report: Report
): readonly LiveObject[] | undefined {
  let isSound = true
  const refuse: Report = diagnostic => {
    isSound = false
    report(diagnostic)
  }
  const objects = sources.flatMap(source => objectsIn(source, refuse))
  const [first] = sources
  if (isSound && first) check(objects, first, refuse)
  return isSound ? unique(objects) : undefined
}

/** The documents of a file, in YAML or JSON. */
export function documentsIn(source: Source, report: Report): readonly Node[] {
  if (/^\s*[{[]/.test(source.text)) {
    const node = parseJson(source, report)
    return node ? [node] : []
  }
  // An escape that stands for an invisible character is no mistake in what a program wrote.
  const told: Report = diagnostic => {
    if (diagnostic.code !== 'invalid-encoding') report(diagnostic)
  }
  return parseDocuments(source, told) ?? []
}

const secrets = /\bkind["']?:\s*["']?Secret(?:List)?\b/

function objectsIn(source: Source, refuse: Report): LiveObject[] {
  if (secrets.test(source.text)) {
    refuse(secret(source))
    return []
  }
  const documents = documentsIn(source, once(refuse)).filter(isSaid)
  const isText = !/^\s*[{[]/.test(source.text)
  const last = documents.at(-1)
  const isCut =
    !source.text.slice(source.text.trimEnd().length).includes('\n') || (last && isUnfinished(last))
  if (isText && last && isCut) refuse(incomplete(endOf(source)))
  return documents.flatMap(document => flatten(document, refuse))
}

function isSaid(node: Node): boolean {
  return node.kind !== 'scalar' || node.value !== null
}

/** What kubectl writes last. */
const ends: Readonly<Record<string, string>> = {
  AuthorizationPolicy: 'spec',
  LimitRange: 'spec',
  NetworkPolicy: 'spec',
  PodDefault: 'spec',
  Profile: 'spec',
  ResourceQuota: 'spec',
  RoleBinding: 'subjects'
}

function isUnfinished(node: Node): boolean {
  const end = own(ends, textOf(node, 'kind'))
  return end !== undefined && fieldOf(node, end) === undefined
}

function flatten(node: Node, refuse: Report): LiveObject[] {
  const kind = textOf(node, 'kind')
  if (node.kind !== 'mapping') refuse(foreign(node, 'expected an object of Kubernetes'))
  // kubectl writes `kind` of a list last, so a list that was cut off has none.
  else if (fieldOf(node, 'items') && !kind.endsWith('List')) refuse(incomplete(endOf(node.source)))
  else if (kind.endsWith('List') && fieldOf(node, 'items')) {
    return listOf(node, 'items').flatMap(item => flatten(item, refuse))
  } else if (kind === '' || textOf(node, 'metadata', 'name') === '') {
    refuse(foreign(node, 'this object has no `kind`, or no name'))
  } else return [objectOf(node, kind)]
  return []
}

function objectOf(node: Mapping, kind: string): LiveObject {
  return {
    kind,
    name: textOf(node, 'metadata', 'name'),
    namespace: textOf(node, 'metadata', 'namespace'),
    fields: toValue(node) as Fields // a mapping
  }
}

function check(objects: readonly LiveObject[], source: Source, refuse: Report): void {
  const missing = needed.filter(kind => !objects.some(object => object.kind === kind))
  if (missing.length === 0) return
  const message = `there is no ${either(missing)} in the dump, so it does not say who may do what`
  refuse(malformed({ source, start: 0, end: 0 }, message, again))
}

/** What kubectl never writes is likely to be everywhere in a file. */
function once(refuse: Report): Report {
  let isFirst = true
  return diagnostic => {
    if (isFirst) refuse({ ...diagnostic, help: again })
    isFirst = false
  }
}

/** The same object in two files counts once. */
function unique(objects: readonly LiveObject[]): LiveObject[] {
  const named = objects.map(object => {
    return [`${object.kind} ${object.namespace}/${object.name}`, object] as const
  })
  return [...new Map(named).values()]
}

function endOf(source: Source): Span {
  return { source, start: source.text.length, end: source.text.length }
}

function incomplete(at: Span) {
  return malformed(at, 'the dump ends in the middle of an object', again)
}

function foreign(at: Span, message: string) {
  return malformed({ ...at, end: Math.min(at.end, at.start + 1) }, message, again)
}

/** Nothing of such a file is shown, because a line of it could have the data. */
function secret({ path }: Source) {
  const help = 'delete this file, and export again without secrets: nothing here needs them'
  return malformed(startOf({ path, text: '' }), 'the dump contains a Secret', help)
}
