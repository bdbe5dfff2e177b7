import { command } from './cli/command.ts'
import { print } from './cli/print.ts'
import { isDocument, readSettings, settings } from './cli/settings.ts'
import { refuseEmpty } from './cli/sources.ts'
import { startSecond } from './output/compile/second-thread.ts'
import { locked } from './output/disk/lock.ts'
import { noDefaultBranch } from './output/fork.ts'
import { keyOf } from './output/incremental/key.ts'
import { hasState } from './output/incremental/state.ts'

const about = 'Writes generated/, which the clusters apply, from tenants/ and platform/.'

await command({ name: 'generate', about, flags: settings }, async call => {
  const given = readSettings(call)
  refuseEmpty(given.root)
  const second = hasState(given.root) ? undefined : startSecond(given.root)
  const { generate } = await import('./output/write-output.ts')
  const { diagnostics, done, extra, fork } = await locked(given.root, () => {
    return generate(given, { key: keyOf(given), second })
  })
  await print(diagnostics, given.format)
  process.stderr.write(noDefaultBranch(fork))
  for (const path of extra) {
    process.stderr.write(`\`${path}\` was not written by Tenantry, and was left alone\n`)
  }
  if (done !== undefined && !isDocument(given.format)) process.stdout.write(`${done}\n`)
})
