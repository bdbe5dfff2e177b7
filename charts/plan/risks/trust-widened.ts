import { newlyAllowed } from '../../../src/aws/newly-allowed.ts'
import type { AwsRole } from '../../../src/model/tenant.ts'
import { andList } from '../../../src/text/prose.ts'
import { conditionsText } from '../aws-grants.ts'
import type { Seen } from '../comparison.ts'
import { platformIam } from '../platform-iam.ts'
import { isResumed } from '../resumed.ts'
import { perSite, placeIn, type RiskRule } from './risk-rule.ts'

/** More accounts, or others, get what a role may do in AWS. */
const ofTenants = perSite('high', site => {
  const { was, is } = site
  if (!was || !is) return []
  return (['workloads', 'secrets'] as const).flatMap(name => {
    const [old, now] = [was.aws[name], is.aws[name]]
    // Nobody had a role that is new.
    if (!old || !now) return []
    return trusted(old, now, isResumed(site)).map(message => ({
      message,
      help: 'whoever runs code as one of them can do what the role may do',
      ...placeIn(site, 'aws', 'serviceAccounts')
    }))
  })
})

export const trustWidened: RiskRule = {
  level: 'high',
  find: seen => [...ofTenants.find(seen), ...ofPlatform(seen)]
}

function ofPlatform({ comparison }: Seen): ReturnType<RiskRule['find']> {
  return platformIam(comparison).trust.flatMap(({ cluster, file, whose, was, is }) => {
    const [first] = was ? newlyAllowed(was, is) : []
    if (!first) return []
    return [
      {
        message: `\`${first.principal}\` may use ${whose}${conditionsText(first.conditions)}`,
        help: 'whoever runs code as one of them can do what the role may do',
        at: { file, line: 1 },
        tenants: [],
        clusters: [cluster]
      }
    ]
  })
}

/** Whom a role trusted before its tenant was suspended, it trusts again once that is resumed. */
function trusted(was: AwsRole, is: AwsRole, isBack: boolean): string[] {
  const found = newlyAllowed(was.trust, is.trust)
  const added = is.accounts.filter(account => !was.accounts.includes(account))
  const known = isBack ? is.accounts : added
  const isKnown = (values: readonly string[]) => {
    return values.some(value => known.some(name => value === name || value.endsWith(`:${name}`)))
  }
  const others = found.filter(({ conditions }) => !conditions.some(({ values }) => isKnown(values)))
  const [other] = others
  const accounts = added.length === 1 ? 'service account' : 'service accounts'
  return [
    ...(added.length > 0 && found.length > others.length
      ? [`${accounts} ${andList(added)} may use the AWS role \`${is.name}\``]
      : []),
    ...(other
      ? [
          `\`${other.principal}\` may use the AWS role \`${is.name}\`${conditionsText(other.conditions)}`
        ]
      : [])
  ]
}
