import { fileURLToPath } from 'node:url'
import { didYouMean } from '../../src/text/suggest.ts'
import type { groups } from '../system/commands.mjs'
import { home } from '../system/home.ts'

const pages = fileURLToPath(new URL('docs/', home))

/** All commands, a line each. */
export function overview(available: typeof groups): string {
  const names = Object.values(available).flatMap(commands => Object.keys(commands))
  const width = Math.max(...names.map(({ length }) => length))
  const parts = Object.entries(available).map(([whose, commands]) => {
    const rows = Object.entries(commands).map(([name, about]) => {
      return `  ${name.padEnd(width)}  ${about}\n`
    })
    return `\n${whose}\n${rows.join('')}`
  })
  return (
    `usage: tenantry <command> [flags]\n${parts.join('')}\n` +
    '`tenantry <command> --help` has the flags of a command.\n' +
    `A page that a message names, such as docs/platform.md, is in ${pages}\n`
  )
}

/** What some take for a command is a word of one. */
const words = new Map([
  ['who-can', 'access who-can'],
  ['profiles', 'import profiles'],
  ['directory', 'import directory'],
  ['settings', 'import settings']
])

export function unknown(name: string, available: typeof groups): string {
  const names = Object.values(available).flatMap(commands => Object.keys(commands))
  const whole = words.get(name)
  const help = whole === undefined ? didYouMean(name, names) : `did you mean \`${whole}\`?`
  return (
    `error: there is no command \`${name}\`; ${help}\n` +
    'usage: tenantry <command> [flags]; `tenantry --help` lists the commands\n'
  )
}
