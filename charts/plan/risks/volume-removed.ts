import { textAt } from '../../../src/imports/dump/pick.ts'
import type { Manifest } from '../../objects/manifest.ts'
import type { Fate } from '../plan-data.ts'
import { siteObjects } from '../site-objects.ts'
import { perSite } from './risk-rule.ts'

const kind = 'PersistentVolumeClaim'

/** What people keep on it may be lost, unless the engines leave it there. */
export const volumeRemoved = perSite('high', (site, { comparison }) => {
  const objects = siteObjects(site, comparison).filter(object => object.kind === kind)
  const fates = new Map(objects.map(({ name, fate }) => [name, fate]))
  return site.pairs.flatMap(({ was, is }) => {
    return was?.kind === kind && !is ? said(was, fates.get(was.metadata.name) ?? 'deleted') : []
  })
})

function said({ metadata, spec }: Manifest, fate: Fate) {
  const volume = `volume \`${metadata.name}\` of ${textAt(spec, 'resources', 'requests', 'storage')}`
  if (fate === 'kept by protection' || fate === 'orphaned') {
    return {
      level: 'medium' as const,
      message: `${volume} is removed, but stays in the cluster`,
      help: 'nobody looks after it from then on: ask whether what is on it is still needed'
    }
  }
  return {
    message: `${volume} is removed`,
    help: 'what is on a disk of its own may be lost: ask whether it was copied; a share keeps its files'
  }
}
