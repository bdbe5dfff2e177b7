import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { load } from 'js-yaml'
import { addTo } from '../../src/values/group.ts'
import { Refusal } from '../system/refusal.ts'

type Fields = Readonly<Record<string, unknown>>

/** Everything that kustomizations refer to: files by path, and remote addresses. */
interface Reached {
  readonly files: ReadonlySet<string>
  /** By address, the folders whose kustomizations refer to it. */
  readonly remote: ReadonlyMap<string, readonly string[]>
}

/** Finds all files that building the given folders reads. */
export function reach(tree: string, roots: readonly string[]): Reached {
  const files = new Set<string>()
  const remote = new Map<string, string[]>()
  const seen = new Set<string>()
  const open = [...roots]
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (seen.has(folder)) continue
    seen.add(folder)
    const file = kustomizationIn(tree, folder)
    files.add(file)
    for (const entry of entriesOf(readFileSync(join(tree, file), 'utf8'))) {
      const path = normalize(join(folder, entry))
      if (/^https?:\/\//.test(entry)) addTo(remote, entry, folder)
      else if (statSync(placeOf(tree, path, file)).isDirectory()) open.push(path)
      else files.add(path)
    }
  }
  return { files, remote }
}

function kustomizationIn(tree: string, folder: string): string {
  const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']
  const name = names.find(each => existsSync(join(tree, folder, each)))
  if (name === undefined) throw new Refusal(`there is no kustomization in \`${folder}\``)
  return join(folder, name)
}

function placeOf(tree: string, path: string, from: string): string {
  const place = join(tree, path)
  if (path.startsWith('..') || !existsSync(place)) {
    throw new Refusal(`\`${from}\` names \`${path}\`, which does not exist`)
  }
  return place
}

/** Fields with lists of paths; patches may be inline text as well. */
const lists = [
  ...['resources', 'bases', 'components', 'crds', 'configurations'],
  ...['generators', 'transformers', 'validators', 'patchesStrategicMerge']
]

function entriesOf(text: string): string[] {
  const file = (load(text) ?? {}) as Fields
  const paths = lists.flatMap(field => textsOf(file[field]))
  const named = ['patches', 'patchesJson6902', 'replacements'].flatMap(field =>
    mapsOf(file[field]).flatMap(({ path }) => textsOf([path]))
  )
  const generated = ['configMapGenerator', 'secretGenerator'].flatMap(field =>
    mapsOf(file[field]).flatMap(({ files, envs, env }) => [
      // `key=path` gives the file another key.
      ...textsOf(files).map(entry => entry.slice(entry.indexOf('=') + 1)),
      ...textsOf(envs),
      ...textsOf([env])
    ])
  )
  const schema = textsOf([(file.openapi as Fields | undefined)?.path])
  return [...paths, ...named, ...generated, ...schema].filter(entry => !entry.includes('\n'))
}

function textsOf(list: unknown): string[] {
  return Array.isArray(list) ? list.filter(entry => typeof entry === 'string') : []
}

function mapsOf(list: unknown): Fields[] {
  return Array.isArray(list)
    ? list.filter(entry => typeof entry === 'object' && entry !== null)
    : []
}
