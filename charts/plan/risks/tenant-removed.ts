import { count } from '../../../src/text/prose.ts'
import type { Fate, ObjectChange } from '../plan-data.ts'
import { siteObjects } from '../site-objects.ts'
import { perSite } from './risk-rule.ts'

/** Its namespace may go, and with it everything that people made there. */
export const tenantRemoved = perSite('high', (site, { comparison }) => {
  if (site.change !== 'removed') return []
  const objects = siteObjects(site, comparison)
  const namespace = objects.find(({ kind }) => kind === 'Namespace')
  return [texts[namespace?.fate ?? 'deleted'](objects)]
})

interface Text {
  readonly message: string
  readonly help: string
}

const gone = () => ({
  message: 'removed, with the namespace and everything in there',
  help: 'ask the owner whether anything there is still needed'
})

const texts: Readonly<Record<Fate, (objects: readonly ObjectChange[]) => Text>> = {
  deleted: gone,
  'deleted with its namespace': gone,
  'waits for confirmation': () => ({
    message:
      'removed, and once somebody confirms it in Argo CD, the namespace goes with everything in there',
    help: 'ask the owner whether anything there is still needed'
  }),
  'kept by protection': objects => {
    const deleted = objects.filter(({ fate }) => fate === 'deleted').length
    const others = deleted > 0 ? `, and the engines delete ${count(deleted, 'other object')}` : ''
    return {
      message: `removed, but protection keeps the namespace and what people made in there${others}`,
      help: 'if the namespace is meant to go, write `state: released` and merge that first'
    }
  },
  orphaned: () => ({
    message:
      'removed, but the engines delete nothing: the namespace stays, and nobody looks after it',
    help: 'if the namespace is meant to go, whoever runs the cluster has to delete it there'
  })
}
