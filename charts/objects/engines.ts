import type { Cluster } from '../../src/cluster/cluster.ts'
import { managed } from './labels.ts'
import type { Manifest } from './manifest.ts'

/** Argo CD's name for the cluster that it runs in. */
export const server = 'https://kubernetes.default.svc'

/** The account of the first phase, in each engine's namespace, and its cluster-wide role. */
export const wide = 'tenantry-bootstrap'

/** The narrow role of the second phase, and the account that has it, in each engine's namespace. */
export const narrow = 'tenantry-namespace'

/** The namespaces of the engines that the cluster has. */
export function engines({ gitops }: Cluster): string[] {
  return [...(gitops.flux ? [fluxNamespace] : []), ...(gitops.argocd ? [argocdNamespace] : [])]
}

/** The Secret with the bot's token. */
export const secretName = 'notifications'

/** Flux's namespace; `flux bootstrap` gives the repository the same name. */
export const fluxNamespace = 'flux-system'

export const argocdNamespace = 'argocd'

/** Lets people and policies select steps by phase. */
export const phaseLabel = 'tenantry.dev/phase'

/** The team that is notified about a tenant that is reconciled on its own. */
export const teamLabel = 'tenantry.dev/team'

/**
 * The namespace of an engine that may not be installed yet, for its accounts. The other engine never
 * deletes it.
 */
export function engineNamespace(name: string): Manifest {
  const annotations = {
    'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    'kustomize.toolkit.fluxcd.io/prune': 'disabled'
  }
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: managed, annotations } }
}
