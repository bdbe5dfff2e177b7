import { formatArn, type Partition } from './arn.ts'
import { listed, type PolicyDocument, policy } from './iam.ts'

/** Service accounts in one namespace that may assume a role, listed one by one. */
interface Accounts {
  readonly namespace: string
  readonly serviceAccounts: readonly string[]
}

/** The issuer of a cluster's service account tokens. */
interface Issuer {
  readonly partition: Partition
  readonly account: string
  /** Host and path of the issuer, without `https://`. */
  readonly oidcProvider: string | null
}

/**
 * Trust for IAM roles for service accounts. Editors of a tenant can put any role into their service
 * accounts' annotations, so the exact subjects listed here are the only boundary between tenants.
 */
export function irsaTrust(issuer: Issuer, accounts: Accounts): PolicyDocument {
  const { partition, account } = issuer
  // Without an issuer nobody can assume the role; a rule reports that it is missing.
  const oidcProvider = issuer.oidcProvider ?? ''
  const resource = `oidc-provider/${oidcProvider}`
  const federated = formatArn({ partition, service: 'iam', region: '', account, resource })
  const subjects = names(accounts).map(
    name => `system:serviceaccount:${accounts.namespace}:${name}`
  )
  return policy([
    {
      Effect: 'Allow',
      Principal: { Federated: federated },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          // EKS uses this audience in every partition, including China.
          [`${oidcProvider}:aud`]: 'sts.amazonaws.com',
          [`${oidcProvider}:sub`]: subjects
        }
      }
    }
  ])
}

/** Service accounts in one namespace, or in each. */
type PodAccounts = Partial<Pick<Accounts, 'namespace'>> & Pick<Accounts, 'serviceAccounts'>

/** A cluster in EKS. */
interface EksCluster {
  readonly partition: Partition
  readonly account: string
  readonly region: string
  readonly eks: string
}

/**
 * Trust for EKS Pod Identity, whose service principal has the same name in every partition. A cluster of
 * the same name in another region has another ARN.
 */
export function podIdentityTrust(cluster: EksCluster, accounts: PodAccounts): PolicyDocument {
  const { partition, account, region, eks } = cluster
  const { namespace } = accounts
  const resource = `cluster/${eks}`
  return policy([
    {
      Effect: 'Allow',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: {
        StringEquals: {
          'aws:SourceAccount': account,
          'aws:RequestTag/eks-cluster-arn': formatArn({
            partition,
            service: 'eks',
            region,
            account,
            resource
          }),
          ...(namespace !== undefined && { 'aws:RequestTag/kubernetes-namespace': namespace }),
          'aws:RequestTag/kubernetes-service-account': names(accounts)
        }
      }
    }
  ])
}

/** Trust that nobody can meet: it allows nothing. IAM takes no policy without a statement. */
export function noTrust(): PolicyDocument {
  return policy([{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }])
}

function names({ namespace, serviceAccounts }: PodAccounts): string[] {
  if (serviceAccounts.length === 0)
    throw new Error(`bug: a role of ${namespace ?? 'tenants'} trusts nobody`)
  return listed(serviceAccounts)
}
