import { runbook } from '../charts/tenant/adopt-runbook.ts'
import { adoption, type Step } from '../charts/tenant/adopt-steps.ts'
import { manifests } from '../charts/tenant/compile-tenant.ts'
import { neighbourhoodsFrom, openingOf } from '../charts/tenant/givers.ts'
import type { Model } from '../src/model/model.ts'
import type { Tenant } from '../src/model/tenant.ts'
import { command } from './cli/command.ts'
import { readModel } from './cli/read-model.ts'
import { readSettings, settings } from './cli/settings.ts'
import { UsageError } from './system/usage-error.ts'

const about =
  'Prints the commands that turn existing namespaces into tenants; runs none of them. One ' +
  'namespace: commands to copy. Several, or without any all: a script to read, and to run twice.'
const { root, cluster, today } = settings
const flags = { root, cluster, today }

await command({ name: 'adopt', about, operands: ['[namespace...]'], flags }, call => {
  const model = readModel(readSettings(call))
  const neighbourhoodOf = neighbourhoodsFrom(model.tenants.map(openingOf))
  const stepsOf = (tenant: Tenant) => adoption(tenant, manifests(tenant, neighbourhoodOf(tenant)))
  const [name, ...others] = call.operands
  if (name !== undefined && others.length === 0) {
    const scripts = placesOf(model, name).map(tenant => script(tenant, stepsOf(tenant)))
    process.stdout.write(scripts.join('\n'))
    return
  }
  const chosen =
    name === undefined ? model.tenants : call.operands.flatMap(each => placesOf(model, each))
  const clusters = new Set(chosen.map(tenant => tenant.cluster.name))
  if (clusters.size !== 1) throw new UsageError('name one cluster by `--cluster <name>`')
  const runs = chosen.map(tenant => ({ name: tenant.name, steps: stepsOf(tenant) }))
  process.stdout.write(runbook([...clusters][0] ?? '', runs))
})

function placesOf({ tenants, names }: Model, name: string): readonly Tenant[] {
  const found = tenants.filter(tenant => tenant.name === name)
  if (found.length > 0) return found
  if (names.has(name)) throw new UsageError(`tenant \`${name}\` is on none of these clusters`)
  throw new UsageError(
    `there is no file for tenant \`${name}\`: \`npx tenantry new ${name} --owner <e-mail>\` writes one, ` +
      `and \`kubectl get namespace ${name} --output jsonpath='{.metadata.annotations.owner}'\` may show the owner`
  )
}

/** Prints shell commands with their explanations as comments, so that the output can be piped to a shell. */
function script({ name, cluster }: Tenant, steps: readonly Step[]): string {
  const { eks, account } = cluster.aws
  const parts = steps.map(({ why, commands }, i) => {
    const [first, ...more] = why
    const words = [`# ${i + 1}. ${first}`, ...more.map(line => `#    ${line}`)]
    return [...words, ...commands, ''].join('\n')
  })
  const head = `# Namespace ${name} on cluster ${cluster.name} (${eks || 'EKS'} of account ${account})\n`
  return [head, ...parts].join('\n')
}
