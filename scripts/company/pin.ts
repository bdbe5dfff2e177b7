import type { Source } from '../../src/diagnostics/source.ts'
import { askedIn, lockedIn, type PackageFile } from '../system/package-file.ts'
import { textAt } from '../system/text-at.ts'
import { version } from '../system/version.ts'

interface Pins {
  /** What package.json names: a version, a range, or the file of a package. */
  readonly named: string | undefined
  /** The version that package-lock.json says that is. */
  readonly locked: string | undefined
}

export function pinsOf(root: string): Pins {
  return {
    named: askedIn(jsonAt(root, 'package.json')),
    locked: lockedIn(jsonAt(root, 'package-lock.json'))?.version
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

function jsonAt(root: string, path: string): PackageFile {
  return JSON.parse(textAt(root, path) ?? '{}')
}
