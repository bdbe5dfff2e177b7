import type { Right } from '../../access/right.ts'
import type { AccessChange } from '../plan-data.ts'

/** A right, as far as it is compared. */
export interface Held
  extends Pick<Right, 'cluster' | 'tenant' | 'role' | 'until' | 'reach' | 'at'> {
  readonly who: Pick<AccessChange, 'kind'> & { readonly name: string }
  readonly way: string
  /** What other tenants let the workloads of this one do. */
  readonly elsewhere?: readonly string[]
}
