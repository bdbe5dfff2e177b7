import type { Beside } from '../charts/live/beside.ts'
import { handMade, letIn } from '../charts/live/hand-made.ts'
import type { LiveFinding } from '../charts/live/live-finding.ts'
import { proposals } from '../src/edits/proposals.ts'
import { readTree } from '../src/files/disk.ts'
import { command } from './cli/command.ts'
import type { Call } from './cli/flags.ts'
import { judge } from './cli/judge.ts'
import { readSettings } from './cli/settings.ts'
import { patch } from './live/patch.ts'
import { inWords, liveFlags, readBeside } from './live/read-beside.ts'

const about =
  'Says what is on a cluster and not in git, and how tenant files would say it; exits with 1 if there is any.'

await command({ name: 'drift', about, operands: ['[dump...]'], flags: liveFlags }, async call => {
  const compared = await readBeside(call)
  if (!compared) return
  const all = compared.tenants
  const { changes, left } = proposed(call, all)
  const findings = [...all.flatMap(handMade), ...left]
  const patches = changes.map(([before, after]) => patch(before, after))
  if (findings.length > 0) process.exitCode = 1
  if (readSettings(call).format === 'json') {
    const changes = patches.join('')
    process.stdout.write(`${JSON.stringify({ findings, changes }, null, 2)}\n`)
  } else if (findings.length === 0)
    process.stdout.write('nothing on the cluster is missing in git\n')
  else process.stdout.write([inWords(findings), ...patches].join('\n'))
})

/** The tenants' files with the people who were let in by hand, and those whom no file may name. */
function proposed(call: Call, all: readonly Beside[]) {
  const { root, today } = readSettings(call)
  const guests = all.map(one => ({ file: one.tenant.file, guests: letIn(one) }))
  const isAny = guests.some(one => one.guests.length > 0)
  const files = isAny ? readTree(root) : new Map()
  const { changes, left } = proposals(guests, changed => judge({ files, today }, changed))
  const names = new Map(all.map(({ tenant }) => [tenant.file.path, tenant.name]))
  const findings = left.map(({ file, person, mistake: { message, help = '' } }): LiveFinding => {
    const text = `\`${person}\` is not in the proposed change: ${message}`
    return { tenant: names.get(file.path) ?? '', risk: 'people', message: text, help }
  })
  return { changes, left: findings }
}
