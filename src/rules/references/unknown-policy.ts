import { mapped } from '../support/mapped-names.ts'

/** An AWS policy that a tenant names needs an ARN in the cluster's file. */
export const unknownPolicy = mapped({
  code: 'unknown-policy',
  noun: 'AWS policy',
  field: 'aws.policies',
  known: ({ aws }) => aws.policies,
  asked: ({ written, at }) =>
    (written.aws?.policies ?? []).map((name, index) => ({ name, at: at('aws', 'policies', index) }))
})
