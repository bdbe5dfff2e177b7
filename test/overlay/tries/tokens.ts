import { type Try, thing } from './try.ts'

const secret = (type: string) => {
  const annotations = { 'kubernetes.io/service-account.name': 'default-editor' }
  return thing('v1 Secret fraud/try', { type }, { annotations })
}

export const tokens: readonly Try[] = [
  {
    what: 'keep a token that never ends',
    by: { owner: false, editor: false, operator: false, profiles: false },
    change: { make: secret('kubernetes.io/service-account-token') }
  },
  {
    what: 'keep another secret',
    by: { owner: true, editor: true, operator: true },
    change: { make: secret('Opaque') }
  },
  {
    what: 'let go of a token from before',
    by: { owner: true, operator: true },
    change: {
      from: thing(
        'v1 Secret earlier/token',
        { type: 'kubernetes.io/service-account-token' },
        {
          annotations: { 'kubernetes.io/service-account.name': 'default-editor' },
          finalizers: ['example.com/wait']
        }
      ),
      patch: { metadata: { finalizers: null } }
    }
  }
]
