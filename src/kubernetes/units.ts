import { parseQuantity } from './quantity.ts'

const one = 10n ** 9n
const sized = ['memory', 'storage', 'ephemeral-storage']
const sizes = new Set(['size', ...sized, ...prefixed(sized)])
const cores = new Set(['cpu', ...prefixed(['cpu'])])

/** A quantity whose unit is probably missing or wrong. */
interface Slip {
  readonly says: string
  readonly help: string
}

/** No tenant has 100,000 cores by a unit, and nothing fits into less than 1Mi. */
export function slipOf(resource: string, text: string): Slip | undefined {
  if (!sizes.has(resource) && !cores.has(resource)) return undefined
  const amount = parseQuantity(text)?.nano ?? 0n
  const number = /^.*[^a-zA-Z]/s.exec(text)?.[0] ?? ''
  if (cores.has(resource)) {
    if (amount <= 100_000n * one || number === text) return undefined
    return { says: `${amount / one} cores`, help: `cores have no unit: write \`${number}\`` }
  }
  if (amount <= 0n || amount >= 2n ** 20n * one) return undefined
  const says = amount < one ? 'less than one byte' : `${amount / one} bytes`
  return { says, help: `did you mean \`${number}${/[mk]i?$/i.test(text) ? 'Mi' : 'Gi'}\`?` }
}

function prefixed(names: readonly string[]): string[] {
  return names.flatMap(name => [`requests.${name}`, `limits.${name}`])
}
