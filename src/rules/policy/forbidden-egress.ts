import { listed } from '../../model/grants.ts'
import type { Tenant } from '../../model/tenant.ts'
import { andList } from '../../text/prose.ts'
import { type Cidr, contains, formatCidr, overlaps, parseCidr } from '../../values/cidr.ts'
import type { Rule } from '../rule.ts'
import { asking, only, type Request, refuse } from '../support/refuse.ts'

/** The addresses from which nodes and pods get credentials, in IPv4, IPv6, and IPv4 mapped into IPv6. */
const guarded = ['169.254.0.0/16', 'fe80::/10', 'fd00:ec2::/32', '::ffff:0:0/96'].map(block)

/**
 * Connections out of the cluster must be granted, either to anywhere or by address range. Addresses of
 * the node itself need a range of their own.
 */
export const forbiddenEgress: Rule = (model, report) => {
  for (const tenant of model.tenants) {
    const ways = listed(tenant.granted, 'egress')
    for (const request of [...anywhere(tenant, ways), ...ranges(tenant, ways)]) {
      report(refuse(model, tenant, { code: 'forbidden-egress', ...request, says }))
    }
  }
}

type Part = Omit<Request, 'code' | 'says'>

const says: Request['says'] = ({ egress }) => egress && ['egress']

function anywhere(tenant: Tenant, ways: readonly string[]): Part[] {
  if (!tenant.network.open || ways.includes('open')) return []
  return [
    {
      message: `\`${tenant.name}\` asks to connect anywhere, but is granted ${only(ways)}`,
      ...asking(tenant, 'network', 'egress'),
      line: 'egress: [open]',
      instead: 'write `egress: cluster`'
    }
  ]
}

function ranges(tenant: Tenant, ways: readonly string[]): Part[] {
  const granted = ways.filter(way => way.includes('/')).map(block)
  return tenant.network.ranges.flatMap((range, index) => {
    const asked = block(range)
    const near = guarded.filter(guard => overlaps(guard, asked))
    const fitting = granted.filter(way => contains(way, asked))
    const isGranted =
      near.length > 0
        ? fitting.some(way => near.some(guard => contains(guard, way)))
        : ways.includes('open') || fitting.length > 0
    if (isGranted) return []
    const part = { ...asking(tenant, 'network', 'egress', index), ...plea(range, near) }
    const ask = `\`${tenant.name}\` asks to connect to \`${range}\`, `
    const names = `${andList(near.map(formatCidr))}, where nodes keep credentials`
    const why = near.length > 0 ? `which overlaps ${names}` : `but is granted ${only(ways)}`
    return [{ ...part, message: ask + why }]
  })
}

/** What to suggest: no rule can grant a range that contains more than the node's addresses. */
function plea(range: string, near: readonly Cidr[]): Pick<Part, 'line' | 'instead'> {
  const isWider = near.some(guard => !contains(guard, block(range)))
  return isWider
    ? { line: undefined, instead: 'write smaller ranges that leave it out, or `egress: open`' }
    : { line: `egress: [${range}]`, instead: 'remove it' }
}

function block(range: string): Cidr {
  const parsed = parseCidr(range)
  if (!parsed) throw new Error(`bug: ${range} was let through as a range`)
  return parsed
}
