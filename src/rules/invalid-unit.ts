import type { Diagnostic } from '../diagnostic.ts'
import { parseQuantity } from '../quantity.ts'
import type { Rule } from '../rule.ts'
import { type Text, walkFiles } from '../walk.ts'

/** Memory and disk space have a unit, without which they are bytes; cores have none. */
export const invalidUnit: Rule = (model, report) => {
  walkFiles(model, text => {
    const found = judge(text)
    if (found) report(found)
  })
}

const sizes = new Set(['memory', 'storage', 'ephemeral-storage', 'size'])
const chosen = new Set(['env', 'labels', 'annotations', 'keys'])
const one = 10n ** 9n

function judge({ text, key, around, source, start, end }: Text): Diagnostic | undefined {
  const name = key === 'value' ? around : key.replace(/^(requests|limits)\./, '')
  if (chosen.has(around) || (name !== 'cpu' && !sizes.has(name))) return undefined
  const amount = parseQuantity(text)?.nano ?? 0n
  const number = text.replace(/[a-zA-Z]+$/, '')
  const at = { source, start, end }
  if (name === 'cpu' && amount > 100_000n * one) {
    const message = `\`${text}\` is ${amount / one} cores`
    return { code: 'invalid-unit', message, at, help: `cores have no unit: write \`${number}\`` }
  }
  if (name === 'cpu' || amount <= 0n || amount >= 2n ** 20n * one) return undefined
  const size = amount < one ? 'less than one byte' : `${amount / one} bytes`
  const meant = number + (/[mk]i?$/i.test(text) ? 'Mi' : 'Gi')
  return {
    code: 'invalid-unit',
    message: `\`${text}\` is ${size}`,
    at,
    help: `did you mean \`${meant}\`?`
  }
}
