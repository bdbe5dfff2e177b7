import { command } from './cli/command.ts'
import { type Call, type Flag, flagOf } from './cli/flags.ts'
import { readModel } from './cli/read-model.ts'
import { readSettings, settings } from './cli/settings.ts'
import { kubectl } from './doctor/api-server.ts'
import { kindsIn } from './doctor/custom-kinds.ts'
import { type Finding, lineOf } from './doctor/health.ts'
import { machine } from './doctor/machine.ts'
import { onCluster } from './doctor/on-cluster.ts'
import { repository } from './doctor/repository.ts'
import { tenantsThere } from './output/disk/compare-all.ts'

const about =
  'Looks at this machine, this repository and a cluster, and says what to do; changes nothing.'
const flags = {
  root: settings.root,
  cluster: { value: '<name>', about: 'also look at this cluster, by kubectl' },
  context: {
    value: '<name>',
    about: "the context of kubectl's configuration; by default the current one"
  }
} as const satisfies Record<string, Flag>

await command({ name: 'doctor', about, flags }, call => {
  const { root } = readSettings(call)
  show('this machine', machine(process.env))
  show('this repository', repository(root))
  const name = flagOf(call, 'cluster')
  if (name !== undefined) show(`the cluster ${name}`, cluster(call, name))
})

function cluster(call: Call, name: string): Finding[] {
  const given = readSettings(call)
  return readModel(given).clusters.flatMap(cluster => {
    const tenants = tenantsThere(given.root, name)
    const site = { cluster, tenants, kinds: kindsIn(given.root, name) }
    return onCluster(site, kubectl(flagOf(call, 'context')))
  })
}

function show(what: string, findings: readonly Finding[]): void {
  if (findings.some(({ kind }) => kind === 'wrong')) process.exitCode = 1
  process.stdout.write(`${what}\n${findings.map(lineOf).join('')}`)
}
