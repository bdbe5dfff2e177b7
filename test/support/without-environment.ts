type Change = readonly [owner: object, name: string, descriptor: PropertyDescriptor]

/** Runs code in which the clock, randomness, the locale and the environment throw on use. */
export function sealed<T>(run: () => T): T {
  const texts = ['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase']
  const changes: Change[] = [
    closed(process, 'env'),
    closed(process, 'argv'),
    closed(process, 'platform'),
    closed(process, 'cwd'),
    closed(globalThis, 'Date'),
    closed(globalThis, 'Intl'),
    closed(globalThis, 'performance'),
    closed(Math, 'random'),
    closed(Number.prototype, 'toLocaleString'),
    closed(Array.prototype, 'toLocaleString'),
    ...texts.map(name => closed(String.prototype, name))
  ]
  const before = changes.map(([owner, name]): Change => {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name)
    if (!descriptor) throw new Error(`${name} is not there`)
    return [owner, name, descriptor]
  })
  try {
    change(changes)
    return run()
  } finally {
    change(before)
  }
}

function closed(owner: object, name: string): Change {
  const get = () => {
    throw new Error(`\`${name}\` is not the same everywhere`)
  }
  return [owner, name, { configurable: true, get }]
}

function change(changes: readonly Change[]): void {
  for (const [owner, name, descriptor] of changes) Object.defineProperty(owner, name, descriptor)
}
