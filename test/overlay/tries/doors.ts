import { type Try, thing } from './try.ts'

const door = thing('networking.k8s.io/v1 NetworkPolicy fraud/try', { spec: { podSelector: {} } })

export const doors: readonly Try[] = [
  {
    what: 'open the network',
    by: { narrow: true, operator: false, robot: false },
    change: { make: door }
  }
]
