import { fields, quantity } from '../schema/fields.ts'

const most = (noun: string, amount: string | number) => {
  return quantity({
    description: `How ${noun} all tenants may have together; without it, this is not summed.`,
    examples: [amount]
  })
}

export const capacity = fields(
  {
    gpu: most('many GPUs', 64),
    cpu: most('many cores', 2000),
    memory: most('much memory', '8Ti'),
    storage: most('much storage', '200Ti')
  },
  {
    description:
      'What the cluster has for tenants, with what it can grow by. `plan` tells reviewers when the ' +
      'quotas of all tenants come to more than that; nothing is refused by it. Without it, quotas ' +
      'are not summed.',
    examples: [{ gpu: 64, cpu: 2000 }]
  }
)
