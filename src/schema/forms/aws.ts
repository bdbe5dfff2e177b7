import { isPartition, parseArn, parsePolicyArn, parseRoleArn, partitionOf } from '../../aws/arn.ts'
import { isBucket, isS3Pattern, parseS3Url } from '../../aws/s3.ts'
import { like, type Shape } from '../form.ts'
import * as meant from '../guesses.ts'

const account = '111122223333'
const region = 'eu-central-1'

/** Names in AWS. */
export const aws = {
  s3: like(
    'an S3 location such as `s3://bucket/prefix`',
    '^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?$',
    { code: 'invalid-url', test: text => parseS3Url(text) !== undefined, meant: meant.place }
  ),
  place: like('an S3 location such as `s3://{tenant}-*`', '^s3://\\S+$', {
    code: 'invalid-url',
    test: isS3Pattern,
    meant: meant.place
  }),
  bucket: like('a bucket name such as `artifacts`', '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$', {
    test: isBucket,
    meant: meant.bucket
  }),
  'role-arn': arn('a role', `iam::${account}:role/name`, text => parseRoleArn(text) !== undefined),
  'policy-arn': arn(
    'a policy',
    `iam::${account}:policy/name`,
    text => parsePolicyArn(text) !== undefined
  ),
  'key-arn': arnOf('a KMS key', `kms:${region}:${account}:key/id`),
  'certificate-arn': arnOf('a certificate', `acm:${region}:${account}:certificate/id`),
  'acl-arn': arnOf('a web ACL', `wafv2:${region}:${account}:regional/webacl/name/id`),
  'aws-account': like('twelve digits in quotes', '^[0-9]{12}$', {
    meant: meant.digits
  }),
  region: like('a region such as `eu-central-1`', '^[a-z]{2,4}(-[a-z]+)+-[0-9]$', {
    test: text => partitionOf(text) !== undefined,
    meant: meant.region
  }),
  partition: like('a partition such as `aws` or `aws-cn`', '^aws(-[a-z]+)*$', {
    test: isPartition
  }),
  oidc: like(
    `an OIDC provider: \`oidc.eks.${region}.amazonaws.com/id/\` and 32 digits and capital letters`,
    '^oidc\\.eks\\.[a-z0-9-]+\\.[a-z0-9.-]+/id/[A-F0-9]{32}$',
    { meant: meant.issuer }
  ),
  // A path would hide the name from those who compare names.
  'role-name': like(
    'the name of a role without its path: at most 64 letters, digits and `+=,.@_-`',
    '^[A-Za-z0-9+=,.@_-]{1,64}$',
    { meant: text => [text.replace(/^.*\//, '')] }
  ),
  'role-prefix': like(
    'a name of at most 40 letters, digits and `+=,.@_-`',
    '^[A-Za-z0-9+=,.@_-]{1,40}$',
    { meant: meant.dashed }
  ),
  'user-pool': like(
    'a user pool such as `eu-central-1_AbCdEfGhI`',
    '^[a-z]{2}(-[a-z]+)+-[0-9]_[A-Za-z0-9]+$',
    { meant: text => [text.replace(/^.*\//, '')] }
  ),
  'image-alias': like(
    'an alias with its version, such as `al2023@v20260801`',
    '^(al2|al2023|bottlerocket)@v?[0-9][0-9.]*$'
  ),
  'file-system': like('a file system such as `fs-0123456789abcdef0`', '^fs-[0-9a-f]{8,40}$'),
  handle: like(
    'an access point such as `fs-0123456789abcdef0::fsap-0123456789abcdef0`',
    '^fs-[0-9a-f]{8,40}::fsap-[0-9a-f]{8,40}$',
    { meant: meant.handle }
  )
} as const satisfies Record<string, Shape>

function arn(noun: string, example: string, test: Shape['test']): Shape {
  const pattern = '^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:([0-9]{12}|aws):\\S+$'
  return like(`the ARN of ${noun}, such as \`arn:aws:${example}\``, pattern, {
    code: 'invalid-arn',
    test
  })
}

/** An ARN of the same service and type as the example. */
function arnOf(noun: string, example: string): Shape {
  const [service, , , resource = ''] = example.split(':')
  const kind = resource.replace(/(name\/)?id$/, '')
  return arn(noun, example, text => {
    const found = parseArn(text)
    return found !== undefined && found.service === service && found.resource.startsWith(kind)
  })
}
