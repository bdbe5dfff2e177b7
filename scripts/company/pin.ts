import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Source } from '../../src/diagnostics/source.ts'
import { version } from '../system/version.ts'

interface Pins {
  /** What package.json names: a version, a range, or the file of a package. */
  readonly named: string | undefined
  /** The version that package-lock.json says that is. */
  readonly locked: string | undefined
}

export function pinsOf(root: string): Pins {
  const { devDependencies, dependencies } = jsonAt(root, 'package.json')
  const { packages } = jsonAt(root, 'package-lock.json')
  return {
    named: devDependencies?.tenantry ?? dependencies?.tenantry,
    locked: packages?.['node_modules/tenantry']?.version
  }
}

/** package.json with this version in it, where it names another one. */
export function repin(root: string, pin: string): Source | undefined {
  const { named, locked } = pinsOf(root)
  if (named === undefined || named === version()) return undefined
  if (named.startsWith('file:') && locked === version()) return undefined
  const line = new RegExp(`("tenantry"\\s*:\\s*)${JSON.stringify(named).replace(/\W/g, '\\$&')}`)
  const text = textAt(root, 'package.json')?.replace(line, (_, key) => key + JSON.stringify(pin))
  return text === undefined ? undefined : { path: 'package.json', text }
}

interface PackageFile {
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly packages?: Readonly<Record<string, { readonly version?: string }>>
}

function jsonAt(root: string, path: string): PackageFile {
  return JSON.parse(textAt(root, path) ?? '{}')
}

function textAt(root: string, path: string): string | undefined {
  const place = join(root, path)
  return existsSync(place) ? readFileSync(place, 'utf8') : undefined
}
