import { lackOfSharing } from '../../model/shared-role.ts'
import type { Rule } from '../rule.ts'

/** Tenants share a role only where AWS knows whose session it is, and where they need one at all. */
export const invalidTenantRoles: Rule = ({ clusters }, report) => {
  for (const cluster of clusters) {
    const lack = lackOfSharing(cluster)
    if (cluster.aws.tenantRoles === 'own' || !lack) continue
    report({
      code: 'invalid-tenant-roles',
      message: `\`tenantRoles: shared\` ${mistakes[lack]}`,
      at: cluster.at('aws', 'tenantRoles'),
      help: helps[lack]
    })
  }
}

const mistakes = {
  identity:
    'needs `identity: podIdentity`: a role that tenants share tells them apart by a tag that EKS alone sets',
  pipelines: 'has no effect: pipelines keep nothing in a bucket here, so tenants share nothing',
  credentials:
    'has no effect: with `pipelines.credentials: static`, tenants get into the bucket by users, and not by a role'
} as const

const helps = {
  identity: 'write `identity: podIdentity`, or remove `tenantRoles`',
  pipelines:
    'remove it: a tenant has an AWS role only if it asks for places or policies of its own',
  credentials: 'write `pipelines.credentials: keyless`, or remove `tenantRoles`'
} as const
