import { parseQuantity } from './quantity.ts'

const one = 10n ** 9n
const sizes = new Set(['memory', 'storage', 'ephemeral-storage', 'size'])

/** What an amount comes to when its unit was forgotten, or is that of something else. */
export interface Slip {
  readonly says: string
  readonly help: string
}

/** Nobody has 100,000 cores, and nothing fits into less than 1Mi. */
export function slipOf(resource: string, text: string): Slip | undefined {
  const name = resource.replace(/^(requests|limits)\./, '')
  const amount = parseQuantity(text)?.nano ?? 0n
  const number = text.replace(/[a-zA-Z]+$/, '')
  if (name === 'cpu' && amount > 100_000n * one) {
    return { says: `${amount / one} cores`, help: `cores have no unit: write \`${number}\`` }
  }
  if (!sizes.has(name) || amount <= 0n || amount >= 2n ** 20n * one) return undefined
  const says = amount < one ? 'less than one byte' : `${amount / one} bytes`
  return { says, help: `did you mean \`${number}${/[mk]i?$/i.test(text) ? 'Mi' : 'Gi'}\`?` }
}
