import { parseArn } from '../aws/arn.ts'
import type { Path } from '../yaml/node.ts'
import type { Cluster } from './cluster.ts'

/** Something of AWS that a cluster's file names, as far as its name says where it is. */
interface Resource extends NamedResource {
  /** Empty where the name does not say. */
  readonly partition: string
  readonly region: string
  readonly account: string
}

interface NamedResource {
  readonly path: Path
  readonly noun: string
  /** Whether it must be in the cluster's account: others may be shared. */
  readonly ours: boolean
  readonly text: string
}

/** All that a cluster's file names in AWS. */
export function resources(cluster: Cluster): Resource[] {
  return named(cluster).map(each => ({ ...each, ...placeOf(each.text) }))
}

function named({ file, aws: { identity } }: Cluster): NamedResource[] {
  const { aws, ingress, pipelines } = file
  const { certificate, waf } = ingress?.alb ?? {}
  const several = (field: 'policies' | 'roles', noun: string, ours: boolean) =>
    Object.entries(aws[field] ?? {}).map(([name, text]) => ({
      path: ['aws', field, name],
      noun,
      ours,
      text
    }))
  const found = [
    { path: ['aws', 'oidcProvider'], noun: 'OIDC provider', ours: false, text: aws.oidcProvider },
    { path: ['aws', 'boundary'], noun: 'policy', ours: true, text: aws.boundary },
    ...several('policies', 'policy', true),
    // Across accounts there are tokens; EKS itself hands out roles of its own account only.
    ...several('roles', 'role', identity === 'podIdentity'),
    ...Object.entries(aws.access ?? {}).map(([name, { role }]) => {
      return { path: ['aws', 'access', name, 'role'], noun: 'role', ours: true, text: role }
    }),
    { path: ['aws', 'key'], noun: 'key', ours: false, text: aws.key },
    { path: ['ingress', 'alb', 'certificate'], noun: 'certificate', ours: true, text: certificate },
    { path: ['ingress', 'alb', 'waf'], noun: 'web ACL', ours: true, text: waf },
    {
      path: ['identity', 'provider', 'cognito', 'userPool'],
      noun: 'user pool',
      ours: false,
      text: file.identity.provider.cognito?.userPool
    },
    {
      path: ['pipelines', 'database', 'host'],
      noun: 'database',
      ours: false,
      text: pipelines?.database?.host
    }
  ]
  return found.flatMap(({ text, ...rest }) => (text === undefined ? [] : [{ ...rest, text }]))
}

/** Of a cluster's OIDC provider, a database, and a user pool. */
const hosts =
  /^oidc\.eks\.([a-z0-9-]+)\.|\.([a-z0-9-]+)\.rds\.amazonaws\.|^([a-z]+(?:-[a-z]+)+-\d)_/

function placeOf(text: string): Pick<Resource, 'partition' | 'region' | 'account'> {
  const arn = parseArn(text)
  if (arn) return { ...arn, account: arn.account === 'aws' ? '' : arn.account }
  const found = hosts
    .exec(text)
    ?.slice(1)
    .find(region => region !== undefined)
  return { partition: '', region: found ?? '', account: '' }
}
