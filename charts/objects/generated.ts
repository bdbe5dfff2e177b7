import type { Source } from '../../src/diagnostics/source.ts'
import { dump } from '../../src/yaml/dump.ts'

/** A file's name and its objects. */
export type Documents = readonly [name: string, objects: readonly object[]]

/** A folder of files and the kustomization that lists them. */
export function documents(folder: string, header: string, all: readonly Documents[]): Source[] {
  const names = all.map(([name]) => name)
  return [
    kustomization(folder, header, names),
    ...all.map(([name, objects]) => yaml(`${folder}/${name}`, header, objects))
  ]
}

export function kustomization(
  folder: string,
  header: string,
  resources: readonly string[]
): Source {
  const apiVersion = 'kustomize.config.k8s.io/v1beta1'
  return yaml(`${folder}/kustomization.yaml`, header, [
    { apiVersion, kind: 'Kustomization', resources }
  ])
}

export function yaml(path: string, header: string, documents: readonly object[]): Source {
  return { path, text: `# ${header}\n${dump(documents)}\n` }
}
/** Names the source of a generated file. The same line marks a file as ours. */
export function headerOf(source: string): string {
  return `Generated from ${source} by Tenantry; do not edit.`
}

/** Says which version wrote generated/. */
export const versionPath = 'generated/tenantry.json'

/** A CSV file has no comments, so this line marks a table as ours. */
export const columns = 'who,role,way,until,notebooks'

/** The only file that cannot say who wrote it: the gateway reads it as it is. */
const groupMap = 'platform/auth/group-map.json'

/** Whether we wrote this file. Nothing else is ever removed. */
export function isOurs(path: string, text: string): boolean {
  const start = text.slice(0, 1000)
  if (path.startsWith('generated/') && path.endsWith(`/${groupMap}`)) return true
  if (path.endsWith('.csv')) return start.startsWith(`${columns}\n`)
  const comment = path.endsWith('.json') ? /^\{\n {2}"\/\/": "(.*)",?\n/ : /^# (.*)\n/
  const said = comment.exec(start)?.[1] ?? ''
  return /^Generated from .+ by (?:Tenantry|`npm run generate`); do not edit\.$/.test(said)
}
