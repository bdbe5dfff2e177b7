import { fields, quantity } from '../schema/fields.ts'

const most = (noun: string, amount: string | number) => {
  return quantity({
    description: `How much ${noun} all tenants may have together.`,
    examples: [amount]
  })
}

export const capacity = fields(
  {
    gpu: quantity({ description: 'How many GPUs all tenants may have together.', examples: [64] }),
    cpu: quantity({
      description: 'How many cores all tenants may have together.',
      examples: [2000]
    }),
    memory: most('memory', '8Ti'),
    storage: most('storage', '200Ti')
  },
  {
    description:
      'What the cluster has for tenants, with what it can grow by. `plan` tells reviewers when the ' +
      'quotas of all tenants come to more than that; nothing is refused by it. Without it, quotas ' +
      'are not summed.',
    examples: [{ gpu: 64, cpu: 2000 }]
  }
)
