import { choice } from '../schema/fields.ts'
import type { ClusterFile } from './file.ts'

export const guards = choice(['enforce', 'warn'], {
  description:
    'What the cluster does about changes that go past git, such as a Profile made by hand: ' +
    '`enforce` refuses them, `warn` lets them pass with a warning, which is meant for the first ' +
    'days on a cluster that was there before.',
  default: 'enforce'
})

export function guardsOf({ guards }: Pick<ClusterFile, 'guards'>): 'enforce' | 'warn' {
  return guards ?? 'enforce'
}
