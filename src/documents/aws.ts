import { fields, list, text } from '../schema/fields.ts'

export const aws = fields(
  {
    read: list(text('s3'), {
      description: 'Places in S3 to read',
      examples: [['s3://shared-datasets/fraud']]
    }),
    write: list(text('s3'), { description: 'Places in S3 to read and write' }),
    policies: list(text('word'), { description: "Policies, by their names in the cluster's file" }),
    role: text('word', { description: "An existing role, by its name in the cluster's file" }),
    serviceAccounts: list(text('label'), {
      description: 'Who gets the role, beside `default-editor`'
    })
  },
  { description: 'What the workloads may do in AWS' }
)
