import { type Program, programs, sizeOf } from './program.ts'

/** Tells the person who waits how much a run has to build and how long it takes. */
export function announcement(list: readonly Program[]): string {
  const missing = list.filter(({ built }) => !built)
  const minutes = missing.reduce((sum, { name }) => sum + programs[name].minutes, 0)
  const building = [
    `  builds ${missing.map(({ name }) => name).join(' and ')} with Go, once: this takes about ${minutes} minutes on two cores,`,
    '  network access for Go modules, and 5 GB of disk for Go; the programs are kept in your cache folder'
  ]
  const lines = [
    'This takes:',
    ...(missing.length > 0 ? building : []),
    ...list.map(program => `  ${program.about}${program.built ? `, ${sizeOf(program)}` : ''}`),
    '  scenarios: five to ten minutes on two cores, 3 GB of memory, 1 GB of disk in the temporary folder,',
    '  and free ports on 127.0.0.1; everything is stopped and removed at the end'
  ]
  return `${lines.join('\n')}\n`
}
