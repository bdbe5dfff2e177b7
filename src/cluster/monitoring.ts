import { fields, flag, text } from '../fields.ts'

export const monitoring = fields(
  {
    prometheus: flag({ default: false }),
    namespace: text('label', { default: 'monitoring' }),
    workspace: text('line', { description: 'Of Amazon Managed Prometheus' })
  },
  { description: 'Who watches' }
)
