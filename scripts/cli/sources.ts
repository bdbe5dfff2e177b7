import { existsSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Source } from '../../src/diagnostics/source.ts'
import { type Files, readTree } from '../../src/files/disk.ts'
import { didYouMean } from '../../src/text/suggest.ts'
import { Refusal } from '../system/refusal.ts'
import { UsageError } from '../system/usage-error.ts'
import type { Settings } from './settings.ts'

/** Reads the files that people wrote from where the settings say. */
export function readFiles(settings: Settings): Files {
  return readKnown(settings, () => true)
}

/** The files as they will be with these texts. */
export function withTexts(files: Files, texts: readonly Source[]): Files {
  const encoder = new TextEncoder()
  const written = texts.map(({ path, text }) => {
    return [path, { kind: 'file', bytes: encoder.encode(text) }] as const
  })
  return new Map([...files, ...written])
}

export function readPaths(settings: Settings): string[] {
  return [...readKnown(settings, () => false).keys()]
}

/** The same files, of which some are only known by their names. */
export function readSome(settings: Settings, isWanted: (path: string) => boolean): Files {
  return readKnown(settings, isWanted)
}

function readKnown({ root, clusters }: Settings, isWanted: (path: string) => boolean): Files {
  refuseEmpty(root)
  const files = readTree(root, undefined, isWanted)
  if (files.size === 0) throw new Refusal(beginning(root))
  const known = [...files.keys()].flatMap(
    path => /^platform\/clusters\/(.+)\.yaml$/.exec(path)?.[1] ?? []
  )
  const unknown = clusters.find(name => !known.includes(name))
  if (unknown === undefined) return files
  throw new UsageError(`there is no cluster \`${unknown}\`; ${didYouMean(unknown, known)}`)
}

/** Before anything is written beside the files: a mistaken folder stays as it was. */
export function refuseEmpty(root: string): void {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`there is no folder \`${root}\``)
  }
  if (!hasSources(root)) throw new Refusal(beginning(root))
}

/** The same where files may be in git alone: in tenants/ itself, there is nothing to compare. */
export function refuseInside(root: string): void {
  if (!hasSources(root) && rootAround(resolve(root)) !== undefined) {
    throw new Refusal(beginning(root))
  }
}

function hasSources(root: string): boolean {
  return ['tenants', 'platform'].some(folder => existsSync(join(root, folder)))
}

/** The nearest folder around a place that has tenants/ and platform/. */
export function rootAround(place: string): string | undefined {
  const folder = dirname(place)
  if (folder === place) return undefined
  const isRoot = existsSync(join(folder, 'platform')) && existsSync(join(folder, 'tenants'))
  return isRoot ? folder : rootAround(folder)
}

/** What to do in a folder that holds nothing. */
export function beginning(root: string): string {
  const around = rootAround(resolve(root))
  if (around !== undefined) {
    const above = relative('', around)
    return `\`${root}\` is inside the folder with tenants/ and platform/: run it there, or write \`--root ${above}\``
  }
  return `\`${root}\` is where a new company begins: \`npx tenantry init\` writes one to change, or write \`platform/common.yaml\` with the line \`version: 1\` and then \`platform/clusters/<name>.yaml\`; \`--root\` names another folder`
}
