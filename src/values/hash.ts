const offset = 0xcbf29ce484222325n
const prime = 0x100000001b3n

/** FNV-1a in 64 bits, for telling texts apart; it is not cryptographic. */
export function hash(text: string): bigint {
  let key = offset
  for (let at = 0; at < text.length; at++) {
    key = BigInt.asUintN(64, (key ^ BigInt(text.charCodeAt(at))) * prime)
  }
  return key
}
