import type { Source } from '../../diagnostics/source.ts'
import { block, type Data } from '../../yaml/edit/write.ts'
import type { Found, FoundMember } from './found.ts'
import { limitsData, quotaData } from './presets.ts'

/** What is decided about a tenant beside what was found. */
interface Decided {
  readonly template: string | undefined
  readonly preset: string | undefined
  /** The name of its AWS role in the cluster's file. */
  readonly role: string | undefined
  /** Where it may connect to, if its template says something else. */
  readonly egress: 'open' | 'cluster' | undefined
  /** The only cluster that it is on; missing if there is no other. */
  readonly cluster: string | undefined
}

/** A tenant's file, in fields that can be taken out one by one. */
export interface Draft {
  readonly found: Found
  readonly path: string
  readonly fields: Readonly<Record<string, Data>>
}

export function draftOf(found: Found, owner: string, decided: Decided): Draft {
  const { preset, template, cluster, egress } = decided
  const quota = preset ?? quotaData(found.quota)
  const limits = preset === undefined ? limitsData(found.limits) : {}
  const fields = {
    owner,
    ...(template !== undefined && { template }),
    labels: Object.fromEntries(found.labels),
    annotations: Object.fromEntries(found.annotations),
    members: found.members.map(memberOf),
    quota,
    limits,
    aws: awsOf(found, decided),
    ...(!found.hasPipelines && { pipelines: { enabled: false } }),
    environment: found.environment,
    ...(found.queue !== undefined && { queue: found.queue }),
    ...(egress !== undefined && { network: { egress } }),
    ...podSecurityOf(found),
    ...(cluster !== undefined && { clusters: [cluster] })
  }
  const said = Object.entries<Data>(fields).filter(([, value]) => !isEmpty(value))
  return { found, path: `tenants/${found.name}.yaml`, fields: Object.fromEntries(said) }
}

function isEmpty(value: Data): boolean {
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** What holds without the field need not be said. */
function memberOf({ kind, name, role, notebooks }: FoundMember): Data {
  const isUsual = notebooks === (role !== 'view')
  return { [kind]: name, role, ...(!isUsual && { notebooks }) }
}

function awsOf({ accounts }: Found, { role }: Decided): Data {
  if (role === undefined) return {}
  return { role, ...(accounts.length > 0 && { serviceAccounts: accounts }) }
}

function podSecurityOf({ podSecurity }: Found): Data & object {
  const isUsual = podSecurity === undefined || podSecurity === 'baseline'
  return isUsual ? {} : { podSecurity }
}

const head = '# yaml-language-server: $schema=../schemas/tenant.json\n'

export function textOf({ path, fields }: Draft): Source {
  const lines = Object.entries(fields).map(([name, value]) => block(name, value, ''))
  return { path, text: head + lines.join('') }
}
