import { randomBytes } from 'node:crypto'

/**
 * Who signs in with a token: an administrator, and the programs under the names they have in a cluster.
 * All others are impersonated.
 */
const accounts = {
  root: { user: 'root', groups: ['system:masters'] },
  controllers: { user: 'system:kube-controller-manager', groups: [] },
  flux: serviceAccount('flux-system', 'kustomize-controller'),
  sources: serviceAccount('flux-system', 'source-controller'),
  argocd: serviceAccount('argocd', 'argocd-application-controller'),
  argocdSets: serviceAccount('argocd', 'argocd-applicationset-controller'),
  argocdBuilds: serviceAccount('argocd', 'argocd-repo-server'),
  profiles: serviceAccount('kubeflow', 'profiles-controller-service-account')
} as const
export type Account = keyof typeof accounts

export interface Identity {
  readonly user: string
  readonly groups: readonly string[]
}

export function serviceAccount(namespace: string, name: string): Identity {
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]
  return { user: `system:serviceaccount:${namespace}:${name}`, groups }
}

export type Tokens = Readonly<Record<Account, string>>

const names = Object.keys(accounts) as Account[] // `Object.keys` widens the type

export function makeTokens(): Tokens {
  const tokens = names.map(name => [name, randomBytes(24).toString('hex')])
  return Object.fromEntries(tokens) as Record<Account, string> // `Object.fromEntries` widens the type
}

/** The token file of kube-apiserver, in CSV. */
export function tokenFile(tokens: Tokens): string {
  const lines = names.map(name => {
    const { user, groups } = accounts[name]
    return `${tokens[name]},${user},${name},"${groups.join(',')}"\n`
  })
  return lines.join('')
}
