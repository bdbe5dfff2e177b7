/** The first thing that is wrong with a value. */
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

/** A fault inside a value, seen from the value. */
export function under(name: string | number, { path, message }: Fault): Fault {
  return { path: `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}${path}`, message }
}

/** The first fault of a value that several checks find. */
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

/** A check of what stands at a place; `*` is each item or field. */
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
