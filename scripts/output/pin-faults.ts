import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { packageAt, pinsOf } from '../system/package-file.ts'
import { textAt } from '../system/text-at.ts'
import { version } from '../system/version.ts'

/** Reports where package.json or its lock brings another version than the one that runs, so that CI would judge otherwise. */
export function pinFaults(root: string): Diagnostic[] {
  const text = textAt(root, 'package.json')
  if (text === undefined) return []
  const now = version()
  const fault = (path: string, said: string): Diagnostic => ({
    code: 'conflicting-version',
    message: `${path} ${said}, and this is Tenantry ${now}`,
    at: placeIn(path, textAt(root, path) ?? ''),
    help:
      '`npm ci` installs the version that package.json and its lock name together, and ' +
      `\`npm install --save-dev --save-exact tenantry@${now}\` writes ${now} into both`
  })
  if (!packageAt(root, 'package.json')) return [fault('package.json', 'is not JSON')]
  const { named = '', locked = now } = pinsOf(root)
  if (/^\d+\.\d+\.\d+$/.test(named) && named !== now)
    return [fault('package.json', `names Tenantry ${named}`)]
  return named === '' || locked === now
    ? []
    : [fault('package-lock.json', `names Tenantry ${locked}`)]
}

function placeIn(path: string, text: string): Diagnostic['at'] {
  const [found] = /"(node_modules\/)?tenantry"/.exec(text) ?? []
  const start = found === undefined ? 0 : text.indexOf(found)
  return { source: { path, text }, start, end: start + (found?.length ?? 0) }
}
