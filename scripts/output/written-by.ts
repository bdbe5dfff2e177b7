import { versionPath } from '../../charts/objects/generated.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { startOf } from '../../src/diagnostics/source.ts'
import { laidBy, lockPath } from '../overlay/structure.ts'
import { byAge, version } from '../system/version.ts'
import { readOn } from './disk/read-tree.ts'

/** The version that wrote generated/; output of versions before 0.2.0 does not say. */
export function writtenBy(root: string): string | undefined {
  return /"version": "(.*)"/.exec(readOn(root)(versionPath) ?? '')?.[1]
}

/** What another version wrote differs everywhere, which would only hide what is wrong. */
export function otherVersion(root: string): Diagnostic | undefined {
  const now = version()
  const found = [
    { path: versionPath, what: 'generated/', before: writtenBy(root) },
    { path: lockPath, what: 'the overlays', before: laidBy(root) }
  ]
  const other = found.find(({ before = now }) => before !== now)
  if (!other?.before) return undefined
  const { path, what, before } = other
  return {
    code: 'conflicting-version',
    message: `Tenantry ${before} wrote ${what}, and this is Tenantry ${now}`,
    at: startOf({ path, text: readOn(root)(path) ?? '' }),
    help: byAge(before, now) < 0 ? `${forth}${now}; ${named}` : `${named}; ${back}${now}`
  }
}

const named = '`npm ci` installs the version that package.json names'
const forth = '`npx tenantry upgrade` moves everything to '
const back = '`git revert` of the commit of the upgrade goes back to '
