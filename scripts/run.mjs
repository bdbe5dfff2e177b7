// Starts a command from its bundle, because loading the sources would take five times as long.
import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { home, target } from './bundle/target.mjs'

const [command = '', ...rest] = process.argv.slice(2)
const commands = readdirSync(new URL('scripts/', home))
  .filter(file => file.endsWith('.ts'))
  .map(file => file.slice(0, -'.ts'.length))
  .sort()

if (!existsSync(new URL('node_modules/esbuild', home))) {
  process.stderr.write('error: the packages that Tenantry needs are not there; run `npm ci`\n')
  process.exitCode = 2
} else if (commands.includes(command)) {
  const folder = target()
  if (!existsSync(folder)) await import('./bundle/build.mjs').then(({ build }) => build(folder))
  const entry = new URL(`${command}.js`, folder)
  process.argv.splice(1, Infinity, fileURLToPath(entry), ...rest)
  await import(entry.href)
} else {
  const wrong = command === '' ? '' : `error: there is no command \`${command}\`\n`
  process.stderr.write(
    `${wrong}usage: npm run <command> -- [flags], one of ${commands.join(', ')}\n`
  )
  process.exitCode = 2
}
