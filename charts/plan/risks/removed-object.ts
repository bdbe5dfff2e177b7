import type { Manifest } from '../../objects/manifest.ts'
import type { Level } from '../plan-data.ts'
import { perSite } from './risk-rule.ts'

interface Said {
  readonly message: (was: Manifest) => string
  readonly help: string
  /** Whether it is told of a tenant that goes as a whole, too. */
  readonly isAlways: boolean
}

/** Objects of a kind that git no longer has. */
export function removedObject(level: Level, kind: string, { message, help, isAlways }: Said) {
  return perSite(level, ({ pairs, change }) => {
    if (change === 'removed' && !isAlways) return []
    const gone = pairs.flatMap(({ was, is }) => (was?.kind === kind && !is ? [was] : []))
    return gone.map(was => ({ message: message(was), help }))
  })
}
