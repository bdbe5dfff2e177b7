import { randomBytes } from 'node:crypto'

/**
 * Who signs in with a token: the one who may everything, and the programs, under the names that they
 * have in a cluster. Everybody else is asked for by impersonation.
 */
const accounts = {
  root: { user: 'root', groups: ['system:masters'] },
  controllers: { user: 'system:kube-controller-manager', groups: [] },
  flux: serviceAccount('flux-system', 'kustomize-controller'),
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

/** New ones each time. */
export function makeTokens(): Tokens {
  const token = () => randomBytes(24).toString('hex')
  return { root: token(), controllers: token(), flux: token(), profiles: token() }
}

/** The file that kube-apiserver reads. */
export function tokenFile(tokens: Tokens): string {
  const names = Object.keys(accounts) as Account[] // as they are written above
  const lines = names.map(name => {
    const { user, groups } = accounts[name]
    return `${tokens[name]},${user},${name},"${groups.join(',')}"\n`
  })
  return lines.join('')
}
