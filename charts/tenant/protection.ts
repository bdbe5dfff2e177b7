import type { Tenant } from '../../src/model/tenant.ts'
import type { Manifest } from '../objects/manifest.ts'

const options = 'argocd.argoproj.io/sync-options'

/** Annotations that stop both engines from deleting an object until its tenant is released. */
export function protection({ state }: Tenant): Readonly<Record<string, string>> {
  if (state === 'released') return { [options]: 'Prune=confirm' }
  return { [options]: 'Prune=false,Delete=false', 'kustomize.toolkit.fluxcd.io/prune': 'disabled' }
}

/**
 * Objects in a released tenant are deleted together with its namespace. Without this, Argo CD would delete
 * NetworkPolicies at once, but the namespace only after somebody confirms it.
 */
export function leaving({ name, state }: Tenant, manifest: Manifest): Manifest {
  const { metadata } = manifest
  if (state !== 'released' || metadata.namespace !== name) return manifest
  const annotations = { ...metadata.annotations, [options]: 'Prune=false' }
  return { ...manifest, metadata: { ...metadata, annotations } }
}

/** Whether Argo CD leaves an object in place until its namespace is deleted. */
export function isLeaving({ metadata }: Manifest): boolean {
  return metadata.annotations?.[options] === 'Prune=false'
}
