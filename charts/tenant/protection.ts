import type { Tenant } from '../../src/model/tenant.ts'

/** Annotations that stop both engines from deleting an object until its tenant is released. */
export function protection({ state }: Tenant): Readonly<Record<string, string>> {
  if (state === 'released') return { 'argocd.argoproj.io/sync-options': 'Prune=confirm' }
  return {
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    'kustomize.toolkit.fluxcd.io/prune': 'disabled'
  }
}
