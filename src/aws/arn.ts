/** The name of one AWS resource. Region and account are empty for services that have none. */
interface Arn {
  readonly partition: Partition
  readonly service: string
  readonly region: string
  readonly account: string
  readonly resource: string
}

/** A part of AWS with its own accounts, regions and host names. */
export type Partition = keyof typeof partitions

export const partitions = {
  aws: { host: 'amazonaws.com', areas: /^(af|ap|ca|eu|il|me|mx|sa|us)$/ },
  'aws-cn': { host: 'amazonaws.com.cn', areas: /^cn$/ },
  'aws-us-gov': { host: 'amazonaws.com', areas: /^us-gov$/ },
  'aws-eusc': { host: 'amazonaws.eu', areas: /^eusc-[a-z]{2}$/ },
  'aws-iso': { host: 'c2s.ic.gov', areas: /^us-iso$/ },
  'aws-iso-b': { host: 'sc2s.sgov.gov', areas: /^us-isob$/ },
  'aws-iso-e': { host: 'cloud.adc-e.uk', areas: /^eu-isoe$/ },
  'aws-iso-f': { host: 'csp.hci.ic.gov', areas: /^us-isof$/ }
} as const

const arnPattern = /^arn:([a-z-]+):([a-z0-9-]+):([a-z0-9-]*):(\d{12}|aws)?:([^*?${}"\\]+)$/
const regionPattern = /^([a-z-]+)-(?:central|east|west|(?:north|south)(?:east|west)?)-\d$/

export function isPartition(text: string): text is Partition {
  return Object.hasOwn(partitions, text)
}

/** `undefined` if AWS has no region of this form. */
export function partitionOf(region: string): Partition | undefined {
  const area = regionPattern.exec(region)?.[1] ?? ''
  return Object.keys(partitions)
    .filter(isPartition)
    .find(name => partitions[name].areas.test(area))
}

/** The suffix of the host names of a partition's services. */
export function dnsSuffix(partition: Partition): string {
  return partitions[partition].host
}

/** Parses the ARN of one resource. An ARN with `*`, `?` or `${` is a pattern and not accepted. */
export function parseArn(text: string): Arn | undefined {
  const [, partition = '', service = '', region = '', account = '', resource = ''] =
    arnPattern.exec(text) ?? []
  if (!isPartition(partition) || !/^[!-~]+$/.test(resource)) return undefined
  if (region !== '' && partitionOf(region) !== partition) return undefined
  return { partition, service, region, account, resource }
}

export function formatArn({ partition, service, region, account, resource }: Arn): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`
}

/** A role or policy. Its path starts and ends with a slash, and its account may be `aws`. */
interface Identity {
  readonly partition: Partition
  readonly account: string
  readonly path: string
  readonly name: string
}

export function parseRoleArn(text: string): Identity | undefined {
  const role = identity(text, 'role')
  // AWS provides policies under the account `aws`, but no roles that anybody could assume.
  return role?.account === 'aws' ? undefined : role
}

export function parsePolicyArn(text: string): Identity | undefined {
  return identity(text, 'policy')
}

function identity(text: string, kind: 'role' | 'policy'): Identity | undefined {
  const arn = parseArn(text)
  if (arn?.service !== 'iam' || arn.region !== '' || arn.account === '') return undefined
  const match = /^([a-z]+)(\/(?:[!-~]+\/)?)([A-Za-z0-9_+=,.@-]+)$/.exec(arn.resource)
  const [, type, path = '', name = ''] = match ?? []
  const sized = name.length <= (kind === 'role' ? 64 : 128) && path.length <= 512
  const { partition, account } = arn
  return type === kind && sized ? { partition, account, path, name } : undefined
}
