import { type Beside, beside } from '../../charts/live/beside.ts'
import { type LiveFinding, risks } from '../../charts/live/live-finding.ts'
import { manifests } from '../../charts/tenant/compile-tenant.ts'
import { neighbourhoodsFrom, openingOf } from '../../charts/tenant/givers.ts'
import { arrange } from '../../src/diagnostics/collect.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { redact } from '../../src/diagnostics/redact.ts'
import { readDump } from '../../src/imports/dump/read-dump.ts'
import { harmless } from '../../src/text/width.ts'
import { groupBy } from '../../src/values/group.ts'
import { readDumps } from '../cli/dumps.ts'
import { type Call, flagOf } from '../cli/flags.ts'
import { print } from '../cli/print.ts'
import { readModel } from '../cli/read-model.ts'
import { readSettings, settings } from '../cli/settings.ts'
import { UsageError } from '../system/usage-error.ts'

export const liveFlags = {
  cluster: { value: '<name>', about: 'which cluster; not needed if there is only one' },
  context: {
    value: '<name>',
    about: 'instead of files, the context with which kubectl asks the cluster; it only reads'
  },
  format: { value: '<format>', about: 'human (the default) or json' },
  root: settings.root,
  today: settings.today
}

interface Compared {
  readonly tenants: readonly Beside[]
  /** The platform's admins. */
  readonly admins: readonly string[]
}

/** Each tenant beside its namespace on the cluster; nothing if the dump is broken. */
export async function readBeside(call: Call): Promise<Compared | undefined> {
  const model = readModel(readSettings(call))
  if (model.clusters.length !== 1) throw new UsageError('name one cluster by `--cluster <name>`')
  const found: Diagnostic[] = []
  const report = (diagnostic: Diagnostic) => void found.push(diagnostic)
  const sources = readDumps(
    { context: flagOf(call, 'context'), paths: call.operands, withPods: true },
    report
  )
  const objects = found.length === 0 ? readDump(sources, report) : undefined
  await print(redact(arrange(found)), 'human')
  if (!objects) return undefined
  const neighbourhoodOf = neighbourhoodsFrom(model.tenants.map(openingOf))
  const tenants = model.tenants.map(tenant => {
    const made = manifests(tenant, neighbourhoodOf(tenant))
    return beside(tenant, [...made.bootstrap, ...made.namespace], objects)
  })
  return { tenants, admins: model.admins }
}

/** The findings in Markdown, worst first; what is the same for several tenants is said once. */
export function inWords(findings: readonly LiveFinding[]): string {
  return Object.entries(risks)
    .flatMap(([risk, title]) => {
      const own = findings.filter(finding => finding.risk === risk)
      const groups = groupBy(own, ({ message, help }) => `${message}\n${help}`)
      const lines = Array.from(groups.values(), lineOf)
      return own.length > 0 ? [`## ${title}\n\n${lines.join('\n')}\n`] : []
    })
    .join('\n')
}

function lineOf([first, ...others]: readonly [LiveFinding, ...LiveFinding[]]): string {
  const { tenant, message, help } = first
  const text = `${message}${help === '' ? '' : `; ${help}`}`
  if (others.length === 0) return harmless(`- \`${tenant}\`: ${text}`)
  const names = [first, ...others].map(({ tenant }) => tenant)
  return harmless(`- ${text} (${names.length}: ${names.join(', ')})`)
}
