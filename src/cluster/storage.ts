import { choice, fields, map, text } from '../fields.ts'

export const storage = fields(
  {
    efs: fields(
      {
        fileSystem: text('file-system'),
        class: text('label', { description: 'A storage class for volumes made on demand' }),
        directory: text('path', { default: '/kubeflow' })
      },
      { required: ['fileSystem'] }
    ),
    shares: map('word', text('handle'), { description: 'Access points that tenants may name' }),
    classes: map('word', fields({ mode: choice(['one', 'many'], { default: 'one' }) }), {
      description: 'Storage classes that tenants may name; `many` if several nodes may write'
    })
  },
  { description: 'Disks' }
)
