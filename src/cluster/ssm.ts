import { fields, text } from '../schema/fields.ts'

export const ssmAgent = fields(
  {
    image: text('pinned', {
      description:
        'The image of the agent, with its digest: it may do anything on every node, so it must ' +
        'be known which one it is.',
      examples: [
        `public.ecr.aws/amazon-ssm-agent/amazon-ssm-agent:3.3.2299.0@sha256:${'0123456789abcdef'.repeat(4)}`
      ]
    })
  },
  {
    required: ['image'],
    description:
      'Runs the agent of AWS Systems Manager on every node, for nodes whose image does not bring ' +
      'it along. Without it, nothing is installed.'
  }
)
