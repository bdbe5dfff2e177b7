import type { ComponentName } from './components.ts'
import type { Columns } from './versions.ts'

/**
 * The overlays below `kustomize/` that a release alone needs, by component. 1.11 becomes as closed as the
 * others: it closes no namespace but its own, and lets tenants act as any account in their namespace. 26.03.1
 * has objects that Flux has to make anew.
 */
export const releaseOverlays: Columns<
  Readonly<Partial<Record<ComponentName | 'dex', readonly string[]>>>
> = {
  '1.11': {
    network: ['closed/network'],
    certificates: ['closed/certificates'],
    mesh: ['closed/mesh'],
    roles: ['roles/no-impersonation'],
    dex: ['closed/dex'],
    auth: ['closed/auth'],
    serving: ['closed/serving']
  },
  '26.03': {},
  '26.03.1': {
    profiles: ['recreated'],
    serving: ['recreated', 'serving/no-namespace'],
    training: ['recreated']
  }
}
