import { newlyAllowed } from '../../../src/aws/newly-allowed.ts'
import type { AwsRole } from '../../../src/model/tenant.ts'
import { andList } from '../../../src/text/prose.ts'
import { conditionsText } from '../aws-grants.ts'
import { perSite, placeIn } from './risk-rule.ts'

/** More accounts, or others, get what a role may do in AWS. */
export const trustWidened = perSite('high', site => {
  const { was, is } = site
  if (!was || !is) return []
  return (['workloads', 'secrets'] as const).flatMap(name => {
    const [old, now] = [was.aws[name], is.aws[name]]
    // Nobody had a role that is new.
    if (!old || !now) return []
    return trusted(old, now).map(message => ({
      message,
      help: 'whoever runs code as one of them can do what the role may do',
      ...placeIn(site, 'aws', 'serviceAccounts')
    }))
  })
})

function trusted(was: AwsRole, is: AwsRole): string[] {
  const found = newlyAllowed(was.trust, is.trust)
  // A tenant that was suspended trusted nobody.
  const isNew = was.trust.Statement.every(({ Effect }) => Effect === 'Deny')
  const added = is.accounts.filter(account => isNew || !was.accounts.includes(account))
  const isKnown = (values: readonly string[]) => {
    return values.some(value => added.some(name => value === name || value.endsWith(`:${name}`)))
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
