import { fields, text } from '../fields.ts'

export const ssmAgent = fields(
  {
    image: text('pinned', {
      description: 'It may do anything on every node, so its digest is told'
    })
  },
  {
    required: ['image'],
    description: 'The agent of Systems Manager, for nodes whose image does not bring it along'
  }
)
