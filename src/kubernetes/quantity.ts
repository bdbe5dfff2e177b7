export interface Bounds {
  readonly cpu: string
  readonly memory: string
}
/** An exact Kubernetes quantity in billionths, with the family of its suffix. */
export interface Quantity {
  readonly nano: bigint
  readonly family: Family
}

type Family = 'decimal' | 'binary' | 'exponent'

const pattern = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d{1,2})?$/
const decimals = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']
const binaries = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const one = 10n ** 9n
const largestBinary = (2n ** 63n - 1n) * one
/** There is no suffix above E, and Kubernetes drops what it cannot express: it prints `1000E` as `1`. */
const end = 1000n * 10n ** 18n * one

/**
 * Parses like the API server, rounding up to billionths. Also rejects suffixes without a number (it
 * reads `Gi` as 0), 1000E and above, and numbers that YAML has rounded.
 */
export function parseQuantity(text: string | number): Quantity | undefined {
  if (known.has(text)) return known.get(text)
  const quantity = readQuantity(text)
  known.set(text, quantity)
  return quantity
}

/** Cached, because thousands of tenants use the same few quantities. */
const known = new Map<string | number, Quantity | undefined>()

function readQuantity(text: string | number): Quantity | undefined {
  if (Number.isInteger(text) && !Number.isSafeInteger(text)) return undefined
  const match = pattern.exec(String(text))
  if (!match) return undefined
  const [, sign, whole = '', fraction = '', bare = '', suffix = ''] = match
  const unit = unitOf(suffix)
  const digits = BigInt(whole + fraction + bare) * unit.times
  const size = divideUp(digits, unit.over * 10n ** BigInt(fraction.length + bare.length))
  if (size >= end && unit.family !== 'binary') return undefined
  const capped = unit.family === 'binary' && size > largestBinary ? largestBinary : size
  // Kubernetes switches to decimals for a fraction of one byte, also in later sums.
  const family = unit.family === 'binary' && size > 0n && size < one ? 'decimal' : unit.family
  return { nano: sign === '-' ? -capped : capped, family }
}

/** The form that the API server stores and prints again unchanged. */
export function canonical({ nano, family }: Quantity): string {
  if (nano === 0n) return '0'
  if (family === 'binary' && nano % (1024n * one) === 0n) {
    const [mantissa, times] = factor(nano / one, 1024n, binaries.length - 1)
    return `${mantissa}${binaries[times]}`
  }
  const most = family === 'exponent' ? Infinity : decimals.length - 1
  const [mantissa, times] = factor(nano, 1000n, most)
  if (family !== 'exponent') return `${mantissa}${decimals[times]}`
  return times === 3 ? `${mantissa}` : `${mantissa}e${3 * times - 9}`
}

/** Negative if `a` is less, positive if it is more; the family does not matter. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  return a.nano < b.nano ? -1 : a.nano > b.nano ? 1 : 0
}

/** The sum, in the family of the first operand that is not zero. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { nano: a.nano + b.nano, family: a.nano === 0n ? b.family : a.family }
}

/** Whether it is an integer, as pods, claims and GPUs must be. */
export function isWhole({ nano }: Quantity): boolean {
  return nano % one === 0n
}

function unitOf(suffix: string): { times: bigint; over: bigint; family: Family } {
  const binary = suffix.endsWith('i') ? binaries.indexOf(suffix) : 0
  if (binary > 0) return { times: one * 1024n ** BigInt(binary), over: 1n, family: 'binary' }
  const power = decimals.indexOf(suffix)
  if (power >= 0) return { times: 1000n ** BigInt(power), over: 1n, family: 'decimal' }
  const exponent = Number(suffix.slice(1))
  return exponent < 0
    ? { times: one, over: 10n ** BigInt(-exponent), family: 'exponent' }
    : { times: one * 10n ** BigInt(exponent), over: 1n, family: 'exponent' }
}

function divideUp(amount: bigint, by: bigint): bigint {
  return (amount + by - 1n) / by
}

/** Divides as often as possible, but not more often than there are suffixes. */
function factor(amount: bigint, by: bigint, most: number): [rest: bigint, times: number] {
  let rest = amount
  let times = 0
  while (times < most && rest % by === 0n) {
    rest /= by
    times += 1
  }
  return [rest, times]
}
