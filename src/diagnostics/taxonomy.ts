type Kind =
  | 'unknown'
  | 'missing'
  | 'invalid'
  | 'duplicate'
  | 'conflicting'
  | 'forbidden'
  | 'expired'
  | 'unused'
  | 'risky'

/** Codes, and what each says is wrong. */
export type Named = Readonly<Record<`${Kind}-${string}`, string>>
