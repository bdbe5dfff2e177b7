import { choice, fields, flag, list, quantity, text } from '../fields.ts'

const image = fields(
  {
    name: text('line'),
    image: text('image'),
    group: choice(['jupyter', 'vscode', 'rstudio'], { default: 'jupyter' })
  },
  { required: ['name', 'image'] }
)

const size = fields({ value: quantity(), limitFactor: text('factor', { default: '1.2' }) })

export const notebooks = fields(
  {
    images: list(image, { description: 'What people may start' }),
    custom: flag({ description: 'Whether they may name another image', default: false }),
    cpu: size,
    memory: size,
    gpus: list(
      fields(
        { name: text('line'), resource: text('resource') },
        { required: ['name', 'resource'] }
      ),
      { description: 'Kinds of GPU to pick from' }
    ),
    workspace: fields({ size: quantity({ default: '10Gi' }), class: text('word') }),
    environments: list(text('label'), { description: 'PodDefaults picked beforehand' }),
    culling: fields({
      idle: text('duration', { description: 'After how long without work', examples: ['24h'] }),
      check: text('duration', { default: '5m' })
    })
  },
  { description: 'Notebooks' }
)
