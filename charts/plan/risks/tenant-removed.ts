import { perSite } from './risk-rule.ts'

/** Its namespace goes, and with it everything that people made there. */
export const tenantRemoved = perSite('high', ({ change }) => {
  if (change !== 'removed') return []
  return [
    {
      message: 'it is removed, with its namespace and everything in there',
      help: 'ask the owner whether anything in it is still needed'
    }
  ]
})
