import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { startOf } from '../../src/diagnostics/source.ts'
import { version } from '../system/version.ts'
import { versionPath } from './disk/compare-all.ts'
import { readOn } from './disk/read-tree.ts'

/** The version that wrote generated/; output of versions before 0.2.0 does not say. */
export function writtenBy(root: string): string | undefined {
  return /"version": "(.*)"/.exec(readOn(root)(versionPath) ?? '')?.[1]
}

/** Output of another version differs everywhere, which would only hide what is wrong. */
export function otherVersion(root: string): Diagnostic | undefined {
  const text = readOn(root)(versionPath)
  const before = writtenBy(root)
  const now = version()
  if (text === undefined || before === undefined || before === now) return undefined
  return {
    code: 'conflicting-version',
    message: `Tenantry ${before} wrote generated/, and this is Tenantry ${now}`,
    at: startOf({ path: versionPath, text }),
    help: `\`npx tenantry upgrade\` moves everything to ${now}; \`npm ci\` installs the version that package.json names`
  }
}
