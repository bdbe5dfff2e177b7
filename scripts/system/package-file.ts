import { textAt } from './text-at.ts'

/** What package.json and package-lock.json say of Tenantry. */
export interface PackageFile {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly packages?: Readonly<Record<string, Locked>>
}

interface Locked {
  readonly version?: string
  /** Where the package came from: an address, or `file:` and a path. */
  readonly resolved?: string
}

/** What package.json asks for: a version, a range, or the file of a package. */
export function askedIn(manifest: PackageFile | undefined): string | undefined {
  return manifest?.devDependencies?.tenantry ?? manifest?.dependencies?.tenantry
}

/** What package-lock.json says that is. */
export function lockedIn(lock: PackageFile | undefined): Locked | undefined {
  return lock?.packages?.['node_modules/tenantry']
}

interface Pins {
  /** What package.json names: a version, a range, or the file of a package. */
  readonly named: string | undefined
  /** The version that package-lock.json says that is. */
  readonly locked: string | undefined
}

export function pinsOf(root: string): Pins {
  return {
    named: askedIn(packageAt(root, 'package.json')),
    locked: lockedIn(packageAt(root, 'package-lock.json'))?.version
  }
}

/** Nothing where the file is missing or is not JSON. */
export function packageAt(root: string, path: string): PackageFile | undefined {
  try {
    return JSON.parse(textAt(root, path) ?? '')
  } catch {
    return undefined
  }
}
