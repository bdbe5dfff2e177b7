import type { Manifest } from '../../objects/manifest.ts'
import type { Level } from '../plan-data.ts'
import { perSite } from './risk-rule.ts'

interface Said {
  readonly message: (was: Manifest) => string
  readonly help: string
}

/** Objects of a kind that git no longer has, while their tenant stays. */
export function removedObject(level: Level, kind: string, { message, help }: Said) {
  return perSite(level, ({ pairs, change }) => {
    if (change === 'removed') return []
    const gone = pairs.flatMap(({ was, is }) => (was?.kind === kind && !is ? [was] : []))
    return gone.map(was => ({ message: message(was), help }))
  })
}
