/** The first fault in a value. */
export interface Fault {
  /** A JSON pointer to it. */
  readonly path: string
  readonly message: string
}

export type Check = (value: unknown) => Fault | undefined

export function ask(message: string, holds: (value: unknown) => boolean): Check {
  const fault = { path: '', message }
  return value => (holds(value) ? undefined : fault)
}

/** Prefixes the path of a fault with the field or index that contains it. */
export function under(name: string | number, { path, message }: Fault): Fault {
  return { path: `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}${path}`, message }
}

/** Returns the first fault that any of the checks finds. */
export function every(checks: readonly Check[]): Check {
  const [only] = checks
  if (only && checks.length === 1) return only
  return value => {
    for (const check of checks) {
      const fault = check(value)
      if (fault) return fault
    }
    return undefined
  }
}

/** Applies a check at a path; `*` stands for each item or field. */
export function at(path: string, check: Check): Check {
  const [step, ...rest] = path.split('/').filter(name => name !== '')
  if (step === undefined) return check
  const deeper = at(rest.join('/'), check)
  return value => {
    const names = step === '*' ? Object.keys(Object(value)) : [step]
    for (const name of names) {
      const found = (value as Record<string, unknown> | undefined | null)?.[name]
      const fault = found === undefined ? undefined : deeper(found)
      if (fault) return under(name, fault)
    }
    return undefined
  }
}
