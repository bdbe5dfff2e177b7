// The program `tenantry`: finds the command that is meant, and loads nothing but that one.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { development, groups } from './system/commands.mjs'

const [name = '--help', ...rest] = process.argv.slice(2)

if (name === '--help' || name === '-h' || name === 'help') {
  const { overview } = await import('./cli/overview.ts')
  process.stdout.write(overview(available()))
} else if (name === '--version') {
  const { version } = await import('./system/version.ts')
  process.stdout.write(`${version()}\n`)
} else if (Object.values(available()).some(commands => Object.hasOwn(commands, name))) {
  const entry = new URL(`./${name}.js`, import.meta.url)
  process.argv.splice(1, Infinity, fileURLToPath(entry), ...rest)
  await import(entry.href)
} else {
  const { unknown } = await import('./cli/overview.ts')
  process.stderr.write(unknown(name, available()))
  process.exitCode = 2
}

function available(): typeof groups {
  const isClone = existsSync(new URL('./bench.js', import.meta.url))
  return isClone ? { ...groups, 'for those who work on Tenantry': development } : groups
}
