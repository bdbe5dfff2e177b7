import type { ClusterFile } from '../cluster.ts'
import { choice } from '../fields.ts'

export const guards = choice(['enforce', 'warn'], {
  description: 'Whether the cluster refuses changes past git, or only warns of them',
  default: 'enforce'
})

export function guardsOf({ guards }: Pick<ClusterFile, 'guards'>): 'enforce' | 'warn' {
  return guards ?? 'enforce'
}
