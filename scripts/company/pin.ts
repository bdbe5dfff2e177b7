import type { Source } from '../../src/diagnostics/source.ts'
import { pinsOf } from '../system/package-file.ts'
import { textAt } from '../system/text-at.ts'
import { version } from '../system/version.ts'

/** package.json with this version in it, where it names another one. */
export function repin(root: string, pin: string): Source | undefined {
  const { named, locked } = pinsOf(root)
  if (named === undefined || named === version()) return undefined
  if (named.startsWith('file:') && locked === version()) return undefined
  const line = new RegExp(`("tenantry"\\s*:\\s*)${JSON.stringify(named).replace(/\W/g, '\\$&')}`)
  const text = textAt(root, 'package.json')?.replace(line, (_, key) => key + JSON.stringify(pin))
  return text === undefined ? undefined : { path: 'package.json', text }
}
