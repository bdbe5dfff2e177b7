import { parseQuantity } from '../../kubernetes/quantity.ts'
import { longestPrefix, parseCidr } from '../../values/cidr.ts'
import { parseDate } from '../../values/date.ts'
import { like, type Shape } from '../form.ts'
import * as meant from '../guesses.ts'
import { label } from './names.ts'

const amount = '^[+]?[0-9.]+([eE][-+]?[0-9]+|[numkMGTPE]|[KMGTPE]i)?$'
const image =
  '^[a-z0-9][-a-z0-9._]*(:[0-9]+)?(/[a-z0-9][-a-z0-9._]*)*(:[A-Za-z0-9_][-A-Za-z0-9_.]{0,127})?(@sha256:[a-f0-9]{64})?$'

/** Days, quantities, addresses and the like. */
export const texts = {
  any: { expects: 'text', test: () => true },
  line: like('one line of text', '^[^\\n\\r]*\\S[^\\n\\r]*$'),
  date: like('a calendar date such as `2027-03-31`', '^\\d{4}-\\d{2}-\\d{2}$', {
    code: 'invalid-date',
    test: text => parseDate(text) !== undefined,
    meant: meant.day
  }),
  quantity: like('an amount such as `8`, `500m` or `16Gi`', amount, {
    code: 'invalid-quantity',
    test: isAmount,
    meant: meant.amount
  }),
  duration: like('a duration such as `24h` or `30m`', '^(?=.)([0-9]+h)?([0-9]+m)?([0-9]+s)?$', {
    meant: meant.duration
  }),
  factor: like('a factor such as `1.2`, or `none`', '^(none|[0-9]+(\\.[0-9]+)?)$'),
  version: like('a version in quotes such as `"8.4"`', '^[0-9]+(\\.[0-9]+)*$'),
  cidr: like('an address range such as `10.0.0.0/16`', '^[0-9a-fA-F.:]+/[0-9]+$', {
    code: 'invalid-cidr',
    test: text => parseCidr(text) !== undefined,
    meant: meant.range,
    refuses: tooLong
  }),
  host: like('a host name such as `kubeflow.example.com`', `^${label}(\\.${label})+$`, {
    meant: meant.host
  }),
  endpoint: like('a host and port such as `ldap.example.com:636`', '^[A-Za-z0-9.-]+:[0-9]{1,5}$', {
    meant: text => [text.replace(/^[a-z]+:\/\//, '')]
  }),
  https: like('an address such as `https://login.example.com`', '^https://[^\\s?#]+$', {
    meant: meant.https
  }),
  header: like('a header such as `kubeflow-userid`', '^[a-z0-9]+(-[a-z0-9]+)*$', {
    meant: meant.lower
  }),
  database: like('a name of letters, digits and `_`, such as `metadb`', '^[A-Za-z0-9_]{1,64}$', {
    meant: meant.underscored
  }),
  image: like('an image such as `registry/name:tag`', image),
  pinned: like(
    'an image and its digest: registry/name, @sha256: and 64 hexadecimal digits',
    image.replace(/\?\$$/, '$')
  ),
  repository: like(
    'a repository such as `https://github.com/example/tenants`',
    '^(https://|ssh://|git@)\\S+$'
  )
} as const satisfies Record<string, Shape>

function tooLong(text: string): ReturnType<NonNullable<Shape['refuses']>> {
  const most = longestPrefix(text)
  if (most === undefined) return undefined
  const [address] = text.split('/')
  return {
    code: 'invalid-cidr',
    message: `the prefix of the address range \`${text}\` is too long`,
    help: `it can be ${most} at most: \`${address}/${most}\` is this one address`
  }
}

/** Kubernetes accepts negative quantities too, but no field may have one. */
function isAmount(text: string): boolean {
  const found = parseQuantity(text)
  return found !== undefined && found.nano >= 0n
}
