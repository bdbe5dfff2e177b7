import { answerFlags, refuse } from './access/asked.ts'
import { showPage } from './access/show-page.ts'
import { shown } from './access/shown.ts'
import { showJson } from './access/to-json.ts'
import { command } from './cli/command.ts'
import { flagOf } from './cli/flags.ts'
import { readSettings, settings } from './cli/settings.ts'
import { terminal } from './cli/stream.ts'

const about =
  'Shows what a tenant has on each cluster, and where each value comes from: its entry for that cluster, its own\n' +
  'file, its template, its preset, the policy, the file of the cluster, or a default.'

const flags = {
  root: settings.root,
  cluster: settings.cluster,
  ...answerFlags,
  today: settings.today
}

await command({ name: 'show', about, operands: ['<tenant>'], flags }, call => {
  const [name = ''] = call.operands
  const given = readSettings(call)
  const answer = shown({ settings: given, ref: flagOf(call, 'at') }, name)
  if ('mistake' in answer) refuse(answer.mistake)
  else if (given.format === 'json') process.stdout.write(showJson(answer.places))
  else process.stdout.write(showPage(answer.places, terminal(process.stdout, process.env).width))
})
