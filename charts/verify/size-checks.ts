import type { Schema } from '../schemas/schema.ts'
import { ask, type Check } from './fault.ts'
import { isFields } from './value.ts'

type Size = (value: unknown) => number | undefined
type Fits = (size: number, bound: number) => boolean

const characters: Size = value => {
  if (typeof value !== 'string') return undefined
  return /[\ud800-\udfff]/.test(value) ? [...value].length : value.length
}
const members: Size = value => (isFields(value) ? Object.keys(value).length : undefined)
const items: Size = value => (Array.isArray(value) ? value.length : undefined)
const amount: Size = value => (typeof value === 'number' ? value : undefined)
const atLeast: Fits = (size, bound) => size >= bound
const atMost: Fits = (size, bound) => size <= bound

const sizes: Readonly<Record<string, readonly [Size, Fits]>> = {
  minLength: [characters, atLeast],
  maxLength: [characters, atMost],
  minItems: [items, atLeast],
  maxItems: [items, atMost],
  minProperties: [members, atLeast],
  maxProperties: [members, atMost],
  minimum: [amount, atLeast],
  maximum: [amount, atMost],
  exclusiveMinimum: [amount, (size, bound) => size > bound],
  exclusiveMaximum: [amount, (size, bound) => size < bound],
  multipleOf: [amount, (size, bound) => size % bound === 0]
}

/** The keywords that limit a size; they ignore values of other types. */
export const limits = Object.fromEntries(
  Object.entries(sizes).map(([name, [sizeOf, fits]]) => {
    const keyword = (schema: Schema): Check => {
      const bound = Number(schema[name])
      return ask(`must have ${name} ${bound}`, value => {
        const size = sizeOf(value)
        return size === undefined || fits(size, bound)
      })
    }
    return [name, keyword]
  })
)
