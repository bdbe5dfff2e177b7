import type { Cluster } from '../../src/cluster/cluster.ts'
import type { AwsRole, AwsUser } from '../../src/model/tenant.ts'
import { headerOf } from './generated.ts'

/** A role with what AWS shows of it. */
export interface NotedRole extends AwsRole {
  readonly description: string
  readonly tags: Readonly<Record<string, string>>
}

/** A service account to which EKS Pod Identity gives a role. */
export interface Association {
  readonly namespace: string
  readonly serviceAccount: string
  readonly role: string
}

/** A user with what AWS shows of it. */
export interface NotedUser extends AwsUser {
  readonly tags: Readonly<Record<string, string>>
}

interface Identities {
  readonly roles: readonly NotedRole[]
  readonly users: readonly NotedUser[]
  readonly associations: readonly Association[]
}

/** What an `iam.json` says, as far as it is read again. */
export interface IamNote {
  readonly roles: readonly Pick<AwsRole, 'permissions'>[]
  readonly users: readonly Pick<AwsUser, 'permissions'>[]
}

/** The text of an `iam.json`, for whoever creates what it describes. */
export function iamNote({ aws }: Cluster, from: string, identities: Identities): string {
  const { roles, users, associations } = identities
  const note = {
    // Terraform and other readers of JSON ignore this key.
    '//': headerOf(from),
    iam: aws.iam,
    roles: roles.map(bounded),
    users: users.map(bounded),
    associations
  }
  return `${JSON.stringify(note, null, 2)}\n`
}

/** The Terraform module expects an empty text if there is no value. */
function bounded<T extends { readonly boundary: string | null }>(each: T) {
  return { ...each, boundary: each.boundary ?? '' }
}
