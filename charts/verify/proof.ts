import type { Tenant } from '../../src/model/tenant.ts'
import type { Neighbourhood } from '../objects/manifest.ts'
import type { Manifests } from '../tenant/compile-tenant.ts'
import { broken, nameOf } from './invariants.ts'
import { bugText, type SchemaSet, verifyWith } from './verify.ts'

/** Throws if a tenant's objects are invalid, which is a bug of ours whatever the author wrote. */
export function proveWith(schemas: SchemaSet) {
  const verify = verifyWith(schemas)
  return (tenant: Tenant, neighbourhood: Neighbourhood, manifests: Manifests): void => {
    const problems = verify([...manifests.bootstrap, ...manifests.namespace])
    if (problems.length > 0) throw new Error(bugText(problems))
    const faults = broken(tenant, neighbourhood, manifests)
    if (faults.length > 0) throw new Error(faults.map(fault => `bug: ${fault}`).join('\n'))
  }
}

/** The tenant's objects outside its own namespace, which no other tenant may have too. */
export function identities({ name, cluster }: Tenant, { bootstrap }: Manifests): string[] {
  const outside = bootstrap.filter(({ metadata }) => metadata.namespace !== name)
  return outside.map(
    manifest => `object ${cluster.name} ${manifest.apiVersion} ${nameOf(manifest)}`
  )
}
