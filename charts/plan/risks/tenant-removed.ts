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
  message: 'it is removed, with its namespace and everything in there',
  help: 'ask the owner whether anything in it is still needed'
})

const texts: Readonly<Record<Fate, (objects: readonly ObjectChange[]) => Text>> = {
  deleted: gone,
  'deleted with its namespace': gone,
  'waits for confirmation': () => ({
    message:
      'it is removed, and once somebody confirms it in Argo CD, its namespace goes with everything in there',
    help: 'ask the owner whether anything in it is still needed'
  }),
  'kept by protection': objects => {
    const deleted = objects.filter(({ fate }) => fate === 'deleted').length
    const others = deleted > 0 ? `, and the engines delete ${count(deleted, 'other object')}` : ''
    return {
      message: `it is removed, but protection keeps its namespace and what people made in there${others}`,
      help: 'if the namespace is meant to go, write `state: released` and merge that first'
    }
  },
  orphaned: () => ({
    message:
      'it is removed, but the engines delete nothing: its namespace stays, and nobody looks after it',
    help: 'if the namespace is meant to go, whoever runs the cluster has to delete it there'
  })
}
