import { type Try, thing } from './try.ts'

const home = thing('v1 Namespace other')
const namespace = thing('v1 Namespace default')
const taken = { metadata: { labels: { 'tenantry.dev/tenant': 'default' } } }

export const namespaces: readonly Try[] = [
  {
    what: 'make a namespace',
    by: { bootstrap: true, operator: true, profiles: false },
    change: { make: home }
  },
  {
    what: 'make a tenant of a namespace that is there',
    by: { bootstrap: false, operator: true, robot: false },
    change: { of: namespace, patch: taken }
  }
]
