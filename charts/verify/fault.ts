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
  return value => {
    for (const check of checks) {
      const fault = check(value)
      if (fault) return fault
    }
    return undefined
  }
}
