import type { Origin } from './value-origin.ts'

/** One thing that a tenant has. */
export interface Fact extends Origin {
  /** The path of the field, as `npx tenantry explain` takes it. */
  readonly field: string
  readonly value: string
}

export function fact(field: string, value: string, { from, at }: Origin): Fact {
  return { field, value, from, at }
}
