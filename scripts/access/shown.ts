import type { Fact } from '../../src/facts/fact.ts'
import { factsOf } from '../../src/facts/tenant-facts.ts'
import { writtenFor } from '../../src/facts/value-origin.ts'
import { placesOf } from './answers.ts'
import { modelAround, type When } from './model-at.ts'

/** What a tenant has on one cluster, section by section. */
export interface Shown {
  readonly tenant: string
  readonly cluster: string
  readonly sections: readonly (readonly Fact[])[]
}

type Answer = { readonly places: readonly Shown[] } | { readonly mistake: string }

export function shown(when: When, name: string): Answer {
  const model = modelAround(when, name)
  const there = placesOf(model, name)
  if ('mistake' in there) return there
  return {
    places: there.tenants.map(tenant => ({
      tenant: name,
      cluster: tenant.cluster.name,
      sections: factsOf(writtenFor(model, tenant))
    }))
  }
}
