import { parseArn } from '../aws/arn.ts'
import type { Path } from '../yaml/node.ts'
import type { Cluster } from './cluster.ts'

/** An AWS resource named in a cluster's file, with what the name says about its location. */
interface Resource extends NamedResource {
  readonly partition: string | null
  readonly region: string | null
  readonly account: string | null
}

interface NamedResource {
  readonly path: Path
  readonly noun: string
  /** Whether it must be in the cluster's own account; other resources may be shared. */
  readonly ours: boolean
  readonly text: string
}

/** Every AWS resource that a cluster's file names. */
export function resources(cluster: Cluster): Resource[] {
  return named(cluster).map(each => ({ ...each, ...placeOf(each.text) }))
}

function named({ file, aws: { identity } }: Cluster): NamedResource[] {
  const { aws, ingress, pipelines, serving } = file
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
    {
      path: ['aws', 'platformBoundary'],
      noun: 'policy',
      ours: true,
      text: aws.platformBoundary
    },
    ...several('policies', 'policy', true),
    // IRSA works across accounts, but Pod Identity only provides roles of the cluster's account.
    ...several('roles', 'role', identity === 'podIdentity'),
    ...Object.entries(aws.access ?? {}).map(([name, { role }]) => {
      return { path: ['aws', 'access', name, 'role'], noun: 'role', ours: true, text: role }
    }),
    { path: ['aws', 'key'], noun: 'key', ours: false, text: aws.key },
    { path: ['ingress', 'alb', 'certificate'], noun: 'certificate', ours: true, text: certificate },
    {
      path: ['serving', 'public', 'certificate'],
      noun: 'certificate',
      ours: true,
      text: serving?.public?.certificate
    },
    { path: ['ingress', 'alb', 'waf'], noun: 'web ACL', ours: true, text: waf },
    {
      path: ['identity', 'provider', 'cognito', 'userPool'],
      noun: 'user pool',
      ours: false,
      text: file.identity?.provider?.cognito?.userPool
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

/** The hosts of OIDC providers, databases and user pools contain the region. */
const hosts =
  /^oidc\.eks\.([a-z0-9-]+)\.|\.([a-z0-9-]+)\.rds\.amazonaws\.|^([a-z]+(?:-[a-z]+)+-\d)_/

function placeOf(text: string): Pick<Resource, 'partition' | 'region' | 'account'> {
  const arn = parseArn(text)
  if (arn) {
    const { partition, region, account } = arn
    return {
      partition,
      region: region || null,
      account: account === 'aws' ? null : account || null
    }
  }
  const found = hosts
    .exec(text)
    ?.slice(1)
    .find(region => region !== undefined)
  return { partition: null, region: found ?? null, account: null }
}
