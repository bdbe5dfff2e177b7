import type { Cluster } from '../../src/cluster/cluster.ts'
import type { AwsRole, AwsUser } from '../../src/model/tenant.ts'
import type { Association } from './ack.ts'
import { headerOf } from './generated.ts'

interface Identities {
  readonly roles: readonly AwsRole[]
  readonly users: readonly AwsUser[]
  readonly associations: readonly Association[]
}

/** The text of an `iam.json`, for whoever creates what it describes. */
export function iamNote(
  { aws }: Cluster,
  from: string,
  { roles, users, associations }: Identities
): string {
  // The Terraform module expects an empty text if there is no value.
  const boundary = aws.boundary ?? ''
  const bounded = <T extends object>(each: T) => ({ ...each, boundary })
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
