import { orList } from '../../src/text/prose.ts'
import { didYouMean } from '../../src/text/suggest.ts'
import { kinds } from '../objects/kinds.ts'
import type { Rule } from './role-rules.ts'

type Named = { readonly group: string; readonly resource: string }

/** A resource, or what to say of a word that names none. */
type Meant = Named | { readonly mistake: string }

/** Kubernetes dropped this group, and roles still name it. */
const gone = 'extensions'

/** They belong to no namespace, so no right in a tenant reaches them. */
const clusterWide = ['clusterroles', 'persistentvolumes', 'profiles', 'storageclasses']

/** Finds what `pods/exec`, `notebooks` or `notebooks.kubeflow.org` stands for. */
export function resourceOf(word: string, rules: readonly Rule[]): Meant {
  const known = knownIn(rules)
  const found = known.filter(one => one.resource === word || fullName(one) === word)
  const current = found.filter(({ group }) => group !== gone)
  const [first, ...others] = current.length > 0 ? current : found
  if (!first) return withGroup(word, known, rules) ?? unknown(word, known)
  if (others.length > 0) {
    const names = [first, ...others].map(fullName).sort()
    return { mistake: `\`${word}\` could be ${orList(names)}; write one of these` }
  }
  if (!clusterWide.includes(first.resource)) return first
  return { mistake: `\`${word}\` are in no tenant: they belong to the whole cluster` }
}

/** Some roles allow whatever a group has, such as all of Istio's. */
function withGroup(
  word: string,
  known: readonly Named[],
  rules: readonly Rule[]
): Named | undefined {
  const [, plural = '', group = '', part = ''] =
    /^([a-z]+)\.([a-z0-9.-]+)(\/[a-z]+)?$/.exec(word) ?? []
  const isWhole = rules.some(
    ({ apiGroups, resources }) => apiGroups.includes(group) && resources.includes('*')
  )
  const resource = `${plural}${part}`
  const isKnown = known.some(one => one.group === group && one.resource === resource)
  return isWhole || isKnown ? { group, resource } : undefined
}

function unknown(word: string, known: readonly Named[]): Meant {
  const names = known.flatMap(one => [one.resource, fullName(one)])
  return { mistake: `no role here knows a resource \`${word}\`; ${didYouMean(word, names)}` }
}

/** As kubectl writes it: `deployments.apps/scale`. */
function fullName({ group, resource }: Named): string {
  const [plural, ...part] = resource.split('/')
  return [group === '' ? plural : `${plural}.${group}`, ...part].join('/')
}

function knownIn(rules: readonly Rule[]): Named[] {
  const named = rules.flatMap(({ apiGroups, resources }) =>
    apiGroups.flatMap(group => resources.map(resource => ({ group, resource })))
  )
  const all = [...named, ...kinds].filter(({ resource }) => !resource.startsWith('*'))
  return [
    ...new Map(
      all.map(({ group, resource }) => [`${group} ${resource}`, { group, resource }])
    ).values()
  ]
}

/** What every resource may have, whether or not a role here names it. */
const usual = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']

/** What to say of a verb that no role knows. */
export function mistakeInVerb(verb: string, rules: readonly Rule[]): string | undefined {
  const known = new Set([...usual, ...rules.flatMap(({ verbs }) => verbs)])
  known.delete('*')
  return known.has(verb)
    ? undefined
    : `no role here knows a verb \`${verb}\`; ${didYouMean(verb, known)}`
}
