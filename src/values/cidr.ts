/** An address block: all addresses whose first `length` bits equal those of `address`. */
export interface Cidr {
  readonly version: 4 | 6
  readonly address: bigint
  readonly length: number
}

const bits = { 4: 32, 6: 128 } as const

/** Parses the canonical form `10.0.0.0/8`, which has no bits set after the length. */
export function parseCidr(text: string): Cidr | undefined {
  const block = read(text)
  return block && block.address === networkOf(block).address ? block : undefined
}

/** Guesses the block from an address with or without a length. */
export function suggestCidr(text: string): string | undefined {
  const shorter = text.replace(/\/.*/, `/${longestPrefix(text)}`)
  const block = [text, `${text}/32`, `${text}/128`, shorter].map(read).find(each => each)
  const alone = block?.version === 6 && !text.includes('/')
  return block && formatCidr(networkOf(alone ? { ...block, length: 128 } : block))
}

/** How long the prefix could be, of a block whose prefix is longer. */
export function longestPrefix(text: string): number | undefined {
  const [, address = '', length = ''] = /^([0-9A-Fa-f.:]{2,39})\/(\d{1,9})$/.exec(text) ?? []
  const most = bits[address.includes(':') ? 6 : 4]
  return read(`${address}/${most}`) && Number(length) > most ? most : undefined
}

/** The canonical form of a block; for IPv6 that of RFC 5952. */
export function formatCidr({ version, address, length }: Cidr): string {
  const size = version === 4 ? 8 : 16
  const parts = Array.from({ length: bits[version] / size }, (_, at) =>
    Number(BigInt.asUintN(size, address >> BigInt(bits[version] - size * (at + 1))))
  )
  return `${version === 4 ? parts.join('.') : shorten(parts)}/${length}`
}

/** Whether the first block contains all of the second. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  const { version, length } = outer
  const same = version === inner.version && length <= inner.length
  return same && networkOf({ ...inner, length }).address === networkOf(outer).address
}

/** Whether they share an address, which means that one contains the other. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return contains(a, b) || contains(b, a)
}

function networkOf(block: Cidr): Cidr {
  const rest = BigInt(bits[block.version] - block.length)
  return { ...block, address: (block.address >> rest) << rest }
}

function read(text: string): Cidr | undefined {
  const [, host = '', length = ''] = /^([0-9A-Fa-f.:]{2,39})\/(0|[1-9]\d{0,2})$/.exec(text) ?? []
  const version = host.includes(':') ? 6 : 4
  const address = version === 6 ? read6(host) : read4(host)
  if (address === undefined || Number(length) > bits[version]) return undefined
  return { version, address, length: Number(length) }
}

function read4(text: string): bigint | undefined {
  const parts = text.split('.')
  // Some programs read 010 as octal, others as decimal, so Kubernetes rejects it too.
  const plain = parts.length === 4 && parts.every(part => /^(0|[1-9]\d{0,2})$/.test(part))
  return plain && parts.every(part => Number(part) < 256) ? join(parts.map(BigInt), 8n) : undefined
}

function read6(text: string): bigint | undefined {
  const halves = text.split('::').map(half => (half === '' ? [] : half.split(':')))
  const [left = [], right] = halves
  const zeros = 8 - left.length - (right?.length ?? 0)
  if (halves.length > 2 || (right ? zeros < 1 : zeros !== 0)) return undefined
  const groups = [...left, ...new Array<string>(zeros).fill('0'), ...(right ?? [])]
  if (!groups.every(group => /^[0-9A-Fa-f]{1,4}$/.test(group))) return undefined
  return join(
    groups.map(group => BigInt(`0x${group}`)),
    16n
  )
}

function join(parts: readonly bigint[], size: bigint): bigint {
  return parts.reduce((address, part) => (address << size) | part, 0n)
}

/** Replaces the first of the longest runs of zero groups by `::`. */
function shorten(groups: readonly number[]): string {
  const text = groups.map(group => group.toString(16)).join(':')
  const runs = [...text.matchAll(/(?<![0-9a-f])0(:0)+(?![0-9a-f])/g)].map(([run]) => run)
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '')
  return longest === '' ? text : text.replace(new RegExp(`(^|:)${longest}(:|$)`), '::')
}
