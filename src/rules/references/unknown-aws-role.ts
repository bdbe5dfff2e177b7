import { mapped } from '../support/mapped-names.ts'

/** An AWS role that a tenant names needs an ARN in the cluster's file. */
export const unknownAwsRole = mapped({
  code: 'unknown-aws-role',
  noun: 'AWS role',
  field: 'aws.roles',
  known: ({ aws }) => aws.roles,
  asked: ({ written, at }) =>
    written.aws?.role === undefined ? [] : [{ name: written.aws.role, at: at('aws', 'role') }]
})
