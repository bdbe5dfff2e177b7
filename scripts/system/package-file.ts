/** What package.json and package-lock.json say of Tenantry. */
export interface PackageFile {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly packages?: Readonly<Record<string, Locked>>
}

interface Locked {
  readonly version?: string
}

/** What package.json asks for: a version, a range, or the file of a package. */
export function askedIn(manifest: PackageFile | undefined): string | undefined {
  return manifest?.devDependencies?.tenantry ?? manifest?.dependencies?.tenantry
}

/** What package-lock.json says that is. */
export function lockedIn(lock: PackageFile | undefined): Locked | undefined {
  return lock?.packages?.['node_modules/tenantry']
}
