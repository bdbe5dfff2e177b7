import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Settings } from '../../cli/settings.ts'

/**
 * Identifies everything but the files that decides the output: the version of Tenantry, by the folder
 * of its bundle, and the flags. Nothing where it runs from its sources.
 */
export function keyOf({ clusters, today }: Settings): string | undefined {
  const bundle = basename(dirname(fileURLToPath(import.meta.url)))
  if (!/^[0-9a-f]{16}$/.test(bundle)) return undefined
  return JSON.stringify([bundle, process.version, today, clusters])
}
