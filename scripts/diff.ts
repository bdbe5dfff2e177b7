import { adminsGain } from '../charts/live/admins-gain.ts'
import { firstSync } from '../charts/live/first-sync.ts'
import { command } from './cli/command.ts'
import { readSettings } from './cli/settings.ts'
import { inWords, liveFlags, readBeside } from './live/read-beside.ts'

const about =
  'Says what a first sync would change on a cluster, risks first, from what kubectl prints of it.'

await command({ name: 'diff', about, operands: ['[dump...]'], flags: liveFlags }, async call => {
  const all = await readBeside(call)
  if (!all) return
  const findings = all.tenants.flatMap(one => [...firstSync(one), ...adminsGain(one, all.admins)])
  const isJson = readSettings(call).format === 'json'
  const words =
    findings.length > 0 ? inWords(findings) : 'a sync would change nothing that is there\n'
  process.stdout.write(isJson ? `${JSON.stringify({ findings }, null, 2)}\n` : words)
})
