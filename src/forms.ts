import type { Code } from './codes.ts'
import type { Diagnostic } from './diagnostic.ts'

/** What a text looks like, for texts that mean something. */
export interface Shape {
  /** Finishes the sentence "... is not". */
  readonly expects: string
  readonly code?: Code
  /** What has the form but is refused all the same. */
  readonly refuses?: (text: string) => Refusal | undefined
  readonly test: (text: string) => boolean
  /** For editors; where there is one, `test` need not say more. */
  readonly pattern?: string
}

type Refusal = Omit<Diagnostic, 'at'>

const labelPattern = '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$'
const wordPattern = '^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$'
const hostPattern = '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+$'

function like(expects: string, pattern: string, code?: Code): Shape {
  const compiled = new RegExp(pattern, 'u')
  return { expects, pattern, test: text => compiled.test(text), ...(code && { code }) }
}

/** A form of subjects: never everybody, nobody, or Kubernetes itself. */
function someone(expects: string, pattern: string, code?: Code): Shape {
  const shape = like(expects, pattern, code)
  return { ...shape, refuses, test: text => !refuses(text) && shape.test(text) }
}

function refuses(text: string): Refusal | undefined {
  const whom = text.includes('*')
    ? 'everybody'
    : text.trim() === ''
      ? 'nobody'
      : text.startsWith('system:')
        ? 'Kubernetes itself'
        : undefined
  if (!whom) return undefined
  return {
    code: 'forbidden-subject',
    message: `\`${text}\` stands for ${whom}`,
    help: 'name people, groups, and workloads one by one'
  }
}

export const forms = {
  any: { expects: 'text', test: () => true },
  line: like('one line of text', '^[^\\n\\r]*\\S[^\\n\\r]*$'),
  word: like('a name of letters, digits, `-`, `_` and `.`, at most 63', wordPattern),
  label: like('a name of lower-case letters, digits and `-`, at most 63', labelPattern),
  tenant: someone("a tenant's name: lower-case letters, digits and `-`, at most 40", '^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$'),
  value: like('a label value: letters, digits, `-`, `_` and `.`, at most 63', `^$|${wordPattern}`),
  key: like('a key such as `cost-center` or `example.com/cost-center`', '^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$'),
  variable: like('a variable name such as `MODEL_DIR`', '^[A-Za-z_][A-Za-z0-9_]*$'),
  datum: like('a key of letters, digits, `-`, `_` and `.`', '^[-._A-Za-z0-9]{1,253}$'),
  path: like('a path such as `/data`', '^/[^\\0:]*$'),
  secret: like('a path such as `snowflake`, without `..`', '^/?[A-Za-z0-9_+=.@-]+(/[A-Za-z0-9_+=.@-]+)*$'),
  'secret-path': like('a path such as `rds`', '^[A-Za-z0-9_+=.@-]+(/[A-Za-z0-9_+=.@-]+)*$'),
  prefix: like('a path such as `kubeflow/production`', '^[A-Za-z0-9_+=.@-]+(/[A-Za-z0-9_+=.@-]+)*$'),
  account: someone('a service account written `namespace/name`', '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?/[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$'),
  subject: someone('a name without spaces', '^\\S+( \\S+)*$'),
  person: someone('an e-mail, or `group:` and a name', '^(group:\\S.*|[^\\s@]+@[^\\s@]+\\.[^\\s@]+)$'),
  email: someone('an e-mail such as `alice@example.com`', '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$', 'invalid-email'),
  date: like('a day such as `2027-03-31`', '^\\d{4}-\\d{2}-\\d{2}$', 'invalid-date'),
  quantity: like('an amount such as `8`, `500m` or `16Gi`', '^[+]?[0-9.]+([eE][-+]?[0-9]+|[numkMGTPE]|[KMGTPE]i)?$', 'invalid-quantity'),
  resource: like('a resource name such as `nvidia.com/gpu`', '^[A-Za-z0-9][-A-Za-z0-9_./]*$'),
  s3: like('a place such as `s3://bucket/prefix`', '^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?$', 'invalid-url'),
  place: like('a place such as `s3://{tenant}-*`', '^s3://\\S+$', 'invalid-url'),
  arn: like('an ARN', '^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:\\S+$', 'invalid-arn'),
  cidr: like('an address range such as `10.0.0.0/16`', '^[0-9a-fA-F.:]+/[0-9]+$', 'invalid-cidr'),
  regex: { expects: 'a regular expression', code: 'invalid-pattern', test: compiles },
  glob: like('a name in which `*` stands for anything', '^(team:)?[-A-Za-z0-9_.*?/]+$', 'invalid-pattern'),
  'path-glob': like('a path such as `{tenant}/*`', '^(\\{tenant\\}|[A-Za-z0-9_+=.@*/-])+$', 'invalid-pattern'),
  host: like('a host name such as `kubeflow.example.com`', hostPattern),
  endpoint: like('a host and port such as `ldap.example.com:636`', '^[A-Za-z0-9.-]+:[0-9]{1,5}$'),
  https: like('an address such as `https://login.example.com`', '^https://[^\\s?#]+$'),
  header: like('a header such as `kubeflow-userid`', '^[a-z0-9]+(-[a-z0-9]+)*$'),
  'aws-account': like('twelve digits in quotes', '^[0-9]{12}$'),
  region: like('a region such as `eu-central-1`', '^[a-z]{2,4}(-[a-z]+)+-[0-9]$'),
  partition: like('a partition such as `aws` or `aws-cn`', '^aws(-[a-z]+)*$'),
  oidc: like("an OIDC provider such as `oidc.eks.eu-central-1.amazonaws.com/id/...`, without `https://`", '^oidc\\.eks\\.[a-z0-9-]+\\.[a-z0-9.-]+/id/[A-F0-9]{32}$'),
  'role-prefix': like('a name of letters, digits and `+=,.@_-`', '^[A-Za-z0-9+=,.@_-]{1,40}$'),
  'user-pool': like('a user pool such as `eu-central-1_AbCdEfGhI`', '^[a-z]{2}(-[a-z]+)+-[0-9]_[A-Za-z0-9]+$'),
  version: like('a version in quotes such as `"8.4"`', '^[0-9]+(\\.[0-9]+)*$'),
  database: like('a name such as `mlpipeline`', '^[A-Za-z0-9_]{1,64}$'),
  bucket: like("a bucket's name", '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$'),
  image: like('an image such as `registry/name:tag`', '^[a-z0-9][-a-z0-9._]*(:[0-9]+)?(/[a-z0-9][-a-z0-9._]*)*(:[A-Za-z0-9_][-A-Za-z0-9_.]{0,127})?(@sha256:[a-f0-9]{64})?$'),
  factor: like('a factor such as `1.2`, or `none`', '^(none|[0-9]+(\\.[0-9]+)?)$'),
  duration: like('a time such as `24h` or `30m`', '^([0-9]+h)?([0-9]+m)?([0-9]+s)?$'),
  taint: like('a taint such as `dedicated=gpu-spot`', '^[A-Za-z0-9][-A-Za-z0-9_./]*(=[-A-Za-z0-9_.]*)?(:(NoSchedule|PreferNoSchedule|NoExecute))?$'),
  'file-system': like('a file system such as `fs-0123456789abcdef0`', '^fs-[0-9a-f]{8,40}$'),
  handle: like('an access point such as `fs-0123456789abcdef0::fsap-0123456789abcdef0`', '^fs-[0-9a-f]{8,40}::fsap-[0-9a-f]{8,40}$'),
  repository: like('a repository such as `https://github.com/example/tenants`', '^(https://|ssh://|git@)\\S+$')
} as const satisfies Record<string, Shape>

export type Form = keyof typeof forms

function compiles(text: string): boolean {
  try {
    return text !== '' && new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}
