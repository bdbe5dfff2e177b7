import { type Program, programs } from './program.ts'

/** Tells the person who waits how much a run has to build and how long it takes. */
export function announcement(list: readonly Program[]): string {
  const missing = list.filter(({ built }) => !built)
  const minutes = missing.reduce((sum, { name }) => sum + programs[name].minutes, 0)
  const building = [
    `  builds ${missing.map(({ name }) => name).join(' and ')} with Go, once: about ${minutes} minutes on two cores,`,
    '  the network for Go modules, and 5 GB of disk for Go; they are kept in the cache folder of the user'
  ]
  const lines = [
    'This takes:',
    ...(missing.length > 0 ? building : []),
    ...list.map(({ about }) => `  ${about}`),
    '  scenarios: five to ten minutes on two cores, 3 GB of memory, 1 GB of disk below the temporary folder,',
    '  and free ports of 127.0.0.1; all of it is stopped and removed at the end'
  ]
  return `${lines.join('\n')}\n`
}
