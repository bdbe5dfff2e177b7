/** Something that was looked at. */
export interface Finding {
  readonly kind: 'fine' | 'note' | 'wrong'
  readonly what: string
  /** What to do about it; missing where it is fine. */
  readonly help?: string
}

export function fine(what: string): Finding {
  return { kind: 'fine', what }
}

/** Something that works without, or that nobody can see from here. */
export function note(what: string, help: string): Finding {
  return { kind: 'note', what, help }
}

export function wrong(what: string, help: string): Finding {
  return { kind: 'wrong', what, help }
}

const signs = { fine: 'ok   ', note: 'note ', wrong: 'WRONG' } as const

export function lineOf({ kind, what, help }: Finding): string {
  return `  ${signs[kind]}  ${what}\n${help === undefined ? '' : `         ${help}\n`}`
}
