import { formatArn, type Partition } from './arn.ts'
import { listed, type PolicyDocument, policy } from './iam.ts'

/** Whom a role trusts: these service accounts of one namespace, one by one. */
interface Accounts {
  readonly namespace: string
  readonly serviceAccounts: readonly string[]
}

/** Where the tokens of a cluster's service accounts come from. */
interface Issuer {
  readonly partition: Partition
  readonly account: string
  /** Host and path of the issuer, without `https://`. */
  readonly oidcProvider: string | null
}

/**
 * IAM roles for service accounts. Editors of a tenant may write any role into the annotations of
 * their service accounts, so the exact subjects here are the only boundary between tenants.
 */
export function irsaTrust(issuer: Issuer, accounts: Accounts): PolicyDocument {
  const { partition, account } = issuer
  // Nobody gets in without an issuer; a rule reports that it is missing.
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
          // EKS writes this audience into its tokens in every partition, also in China.
          [`${oidcProvider}:aud`]: 'sts.amazonaws.com',
          [`${oidcProvider}:sub`]: subjects
        }
      }
    }
  ])
}

/** EKS Pod Identity, whose service principal has the same name in every partition. */
export function podIdentityTrust(
  { account, cluster }: { readonly account: string; readonly cluster: string },
  accounts: Accounts
): PolicyDocument {
  return policy([
    {
      Effect: 'Allow',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: {
        StringEquals: {
          'aws:SourceAccount': account,
          'aws:RequestTag/eks-cluster-name': cluster,
          'aws:RequestTag/kubernetes-namespace': accounts.namespace,
          'aws:RequestTag/kubernetes-service-account': names(accounts)
        }
      }
    }
  ])
}

function names({ namespace, serviceAccounts }: Accounts): string[] {
  if (serviceAccounts.length === 0) throw new Error(`bug: a role of ${namespace} trusts nobody`)
  return listed(serviceAccounts)
}
