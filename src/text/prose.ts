/** "`a`, `b`, or `c`". */
export function orList(names: readonly string[]): string {
  return joined(names, 'or')
}

/** "`a`, `b`, and `c`". */
export function andList(names: readonly string[]): string {
  return joined(names, 'and')
}

/** "a, b, or c", for items that already have quotes. */
export function either(names: readonly string[]): string {
  return listed(names, 'or')
}

function joined(names: readonly string[], word: string): string {
  return listed(
    names.map(name => `\`${name}\``),
    word
  )
}

/** "a, b, and c", for items that already have quotes. */
export function listed(names: readonly string[], word: string): string {
  const quoted = [...names]
  const last = quoted.pop() ?? ''
  if (quoted.length === 0) return last
  return `${quoted.join(', ')}${quoted.length > 1 ? ',' : ''} ${word} ${last}`
}

/** "1 tenant", "2 tenants". */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}
