import type { Beside } from '../charts/live/beside.ts'
import { handMade, letIn } from '../charts/live/hand-made.ts'
import type { Source } from '../src/diagnostics/source.ts'
import { propose } from '../src/edits/let-in.ts'
import { command } from './cli/command.ts'
import { readSettings } from './cli/settings.ts'
import { patch } from './live/patch.ts'
import { inWords, liveFlags, readBeside } from './live/read-beside.ts'

const about =
  'Says what is on a cluster and not in git, and how tenant files would say it; exits with 1 if there is any.'

await command({ name: 'drift', about, operands: ['[dump...]'], flags: liveFlags }, async call => {
  const compared = await readBeside(call)
  if (!compared) return
  const all = compared.tenants
  const findings = all.flatMap(handMade)
  const patches = all.flatMap(proposed).map(([before, after]) => patch(before, after))
  if (findings.length > 0) process.exitCode = 1
  if (readSettings(call).format === 'json') {
    const changes = patches.join('')
    process.stdout.write(`${JSON.stringify({ findings, changes }, null, 2)}\n`)
  } else if (findings.length === 0)
    process.stdout.write('nothing on the cluster is missing in git\n')
  else process.stdout.write([inWords(findings), ...patches].join('\n'))
})

/** A tenant's file, and the same with the people who were let in by hand. */
function proposed(one: Beside): [Source, Source][] {
  const before = one.tenant.file
  const after = propose(before, letIn(one))
  return after.text === before.text ? [] : [[before, after]]
}
