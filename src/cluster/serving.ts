import { fields, flag, text } from '../fields.ts'

export const serving = fields(
  {
    paths: flag({
      description: 'Whether models answer below `/serving/<tenant>/<model>/`',
      default: false
    }),
    domain: text('host', { description: 'For models, if not the domain of the cluster' })
  },
  { description: 'KServe' }
)
