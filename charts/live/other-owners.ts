import { listAt, textAt } from '../../src/imports/dump/pick.ts'
import type { LiveObject } from '../../src/imports/dump/read-dump.ts'
import { type Beside, isOurs, pairsOf, titleOf } from './beside.ts'
import type { LiveFinding, Say } from './live-finding.ts'

/** What others own as well, and the namespace while it depends on its Profile. */
export function shared(all: Beside, say: Say): LiveFinding[] {
  return pairsOf(all).flatMap(({ live }) => {
    const title = titleOf(all, live)
    const link = '`npx tenantry adopt` removes that link'
    const isLinked =
      live.kind === 'Namespace' && listAt(live.fields, 'metadata', 'ownerReferences').length > 0
    return [
      ...managersOf(live).map(manager =>
        say('shared', `${title} is managed by ${manager}`, 'take it out there first')
      ),
      ...(isLinked ? [say('shared', `${title} depends on its Profile`, link)] : [])
    ]
  })
}

/** Where engines and Helm say which of theirs an object belongs to. */
const marks = [
  ['labels', 'argocd.argoproj.io/instance', 'application', 'Argo CD'],
  ['annotations', 'argocd.argoproj.io/tracking-id', 'application', 'Argo CD'],
  ['labels', 'kustomize.toolkit.fluxcd.io/name', 'Kustomization', 'Flux'],
  ['labels', 'helm.toolkit.fluxcd.io/name', 'HelmRelease', 'Flux'],
  ['annotations', 'meta.helm.sh/release-name', 'release', 'Helm']
] as const

function managersOf(object: LiveObject): readonly string[] {
  if (isOurs(object)) return []
  const { fields } = object
  const named = marks.flatMap(([place, key, kind, whose]) => {
    const [name = ''] = textAt(fields, 'metadata', place, key).split(':')
    return name === '' ? [] : [`${kind} \`${name}\` of ${whose}`]
  })
  const label = textAt(fields, 'metadata', 'labels', 'app.kubernetes.io/managed-by')
  if (named.length > 0 || label === '') return [...new Set(named)]
  return [label]
}
