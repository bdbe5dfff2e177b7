import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Settings } from '../../cli/settings.ts'

/**
 * All that decides what comes out beside the files: which Tenantry this is, by the name of the folder
 * that it was bundled into, and how it was called. Nothing where it runs from its sources.
 */
export function keyOf({ clusters, today }: Settings): string | undefined {
  const bundle = basename(dirname(fileURLToPath(import.meta.url)))
  if (!/^[0-9a-f]{16}$/.test(bundle)) return undefined
  return JSON.stringify([bundle, process.version, today, clusters])
}
