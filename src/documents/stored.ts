import { choice, either, fields, list, map, quantity, text } from '../schema/fields.ts'

export const secret = fields(
  {
    name: text('label', { description: 'Its name in the namespace' }),
    from: text('secret', {
      description:
        "Its path in the secret store, below the tenant's own; with a leading `/` below the cluster's",
      examples: ['snowflake', '/shared/license']
    }),
    keys: either(list(text('datum')), map('datum', text('line')), {
      description:
        'Which keys: a list, or a map from the name here to the name there; all if left out'
    })
  },
  { required: ['name', 'from'] }
)

export const volume = fields(
  {
    name: text('label', { description: 'Its name in the namespace' }),
    share: text('word', { description: "An EFS share, by its name in the cluster's file" }),
    size: quantity({ description: 'How large', examples: ['100Gi'] }),
    mode: choice(['readWrite', 'readOnly'], { default: 'readWrite' }),
    class: text('word', {
      description: "A storage class of the cluster's file; its default if left out"
    })
  },
  { required: ['name', 'size'], atMostOne: ['share', 'class'] }
)
