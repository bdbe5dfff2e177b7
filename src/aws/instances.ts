/** How EC2 groups instances: by category (`g`), family (`g5`) or type (`g5.xlarge`). */
export type Naming = 'category' | 'family' | 'type'

const namings: readonly (readonly [Naming, RegExp])[] = [
  ['category', /^[a-z]+$/],
  ['family', /^[a-z][a-z-]*[0-9][a-z0-9-]*$/],
  ['type', /^[a-z][a-z-]*[0-9][a-z0-9-]*\.[a-z0-9-]+$/]
]

export function namingOf(instance: string): Naming | undefined {
  return namings.find(([, pattern]) => pattern.test(instance))?.[0]
}

export function hasGpu(instance: string): boolean {
  return /^(g|gr|p)($|[0-9])/.test(instance)
}
