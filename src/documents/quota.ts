import { Unsafe } from 'typebox'
import { either, fields, quantity, text } from '../schema/fields.ts'

const amounts = {
  cpu: quantity({ description: 'Cores that all pods together may request', examples: [32] }),
  memory: quantity({
    description: 'Memory that all pods together may request',
    examples: ['128Gi']
  }),
  gpu: quantity({ description: "GPUs, of the platform's kind", examples: [2] }),
  storage: quantity({ description: 'Disk space of all volumes', examples: ['2Ti'] }),
  pods: quantity({ description: 'Pods at a time' }),
  notebooks: quantity({ description: 'Notebooks, running or stopped' }),
  claims: quantity({ description: 'Volumes' })
}

/** The short names of a quota; any other key is a resource name of Kubernetes, verbatim. */
export const quotaNames = Object.keys(amounts)

const bounds = fields({
  cpu: quantity({ examples: [1, '500m'] }),
  memory: quantity({ examples: ['2Gi'] })
})

export const limits = fields(
  {
    default: { ...bounds, description: 'What a container may use that asks for nothing' },
    request: { ...bounds, description: 'What is kept for a container that asks for nothing' },
    max: { ...bounds, description: 'The most that a container may ask for' },
    min: { ...bounds, description: 'The least that a container may ask for' }
  },
  { description: 'What a container gets when it asks for nothing, and the most it may ask' }
)

/** A quota as presets hold it; tenants may also name a preset. */
export const quotaMap = Unsafe<Readonly<Record<string, string | number>>>({
  type: 'object',
  properties: amounts,
  keys: 'resource',
  additionalProperties: quantity()
})

/** How much a tenant may use. */
export const quota = either(
  text('word', { description: "A preset's name" }),
  Unsafe<Readonly<Record<string, string | number>>>({
    ...quotaMap,
    properties: { preset: text('word', { description: 'A preset of common.yaml' }), ...amounts }
  }),
  {
    description: 'A preset, or a map that changes one',
    examples: ['medium', { preset: 'medium', gpu: 2 }]
  }
)
