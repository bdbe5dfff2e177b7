import { choice, either, fields, text } from '../fields.ts'

const karpenter = fields(
  {
    role: text('line', { description: "The nodes' role" }),
    image: text('line', { description: 'An alias, pinned', examples: ['al2023@v20260801'] }),
    discovery: text('line', {
      description: 'The tag of subnets and groups; the EKS name if left out'
    })
  },
  { required: ['role', 'image'] }
)

export const autoscaling = either(
  choice(['karpenter', 'clusterAutoscaler', 'none']),
  fields(
    { karpenter, clusterAutoscaler: fields({ version: text('line') }) },
    { exactlyOne: ['karpenter', 'clusterAutoscaler'] }
  ),
  { description: 'Who makes nodes', default: 'none' }
)
