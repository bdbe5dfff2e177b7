/** An amount as people write it: a number where it is one. */
export function amountOf(text: string): string | number {
  const isNumber = /^(0|[1-9]\d{0,14})$/.test(text)
  return isNumber ? Number(text) : text
}
