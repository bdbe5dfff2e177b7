import type { Cluster } from '../../src/cluster/cluster.ts'

/** The cluster that Argo CD itself runs in. */
export const server = 'https://kubernetes.default.svc'

/** The account of the first phase, in each engine's namespace, and its role, which spans the cluster. */
export const wide = 'tenantry-bootstrap'

/** The narrow role of the second phase, and the account that has it, in each engine's namespace. */
export const narrow = 'tenantry-namespace'

/** Where Flux and Argo CD live, if the cluster has them. */
export function engines({ gitops }: Cluster): string[] {
  return [...(gitops.flux ? [fluxNamespace] : []), ...(gitops.argocd ? [argocdNamespace] : [])]
}

/** What the bot knows itself by. */
export const secretName = 'notifications'

/** Where Flux is, and what its own bootstrap calls the repository. */
export const fluxNamespace = 'flux-system'

/** Where Argo CD is. */
export const argocdNamespace = 'argocd'

/** How a step is told from others by those who look for some. */
export const phaseLabel = 'tenantry.dev/phase'

/** The team that hears of a tenant which is reconciled by itself. */
export const teamLabel = 'tenantry.dev/team'
