import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import { nameOf, type Thing } from '../overlay/thing.ts'

/** Objects by cluster and name, such as `production RoleBinding fraud/namespaceAdmin`. */
export type Objects = ReadonlyMap<string, Thing>

export interface Differences {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly Removed[]
}

interface Removed {
  readonly name: string
  readonly was: Thing
}

/** Everything that is generated for the clusters, without kustomize/. */
export function objectsIn(root: string): Objects {
  const found = new Map<string, Thing>()
  for (const path of yamls(join(root, 'generated'))) {
    const [cluster = ''] = path.split('/')
    // These are partial objects.
    if (path.endsWith('/patches.yaml')) continue
    for (const thing of thingsIn(readFileSync(join(root, 'generated', path), 'utf8'))) {
      if (thing.apiVersion.startsWith('kustomize.config.k8s.io/')) continue
      const name = `${cluster} ${nameOf(thing)}`
      if (found.has(name)) throw new Error(`${name} is there twice`)
      found.set(name, thing)
    }
  }
  return found
}

const known = new Map<string, readonly Thing[]>()

/** Most files are the same after a change, so each text is parsed only once. */
function thingsIn(text: string): readonly Thing[] {
  const things = known.get(text) ?? (loadAll(text) as Thing[]) // generated files contain only objects
  known.set(text, things)
  return things
}

export function differences(before: Objects, after: Objects): Differences {
  const text = (thing: Thing | undefined) => JSON.stringify(thing)
  const stay = [...after.keys()].filter(name => before.has(name))
  return {
    added: [...after.keys()].filter(name => !before.has(name)).sort(),
    changed: stay.filter(name => text(before.get(name)) !== text(after.get(name))).sort(),
    removed: [...before]
      .filter(([name]) => !after.has(name))
      .map(([name, was]) => ({ name, was }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  }
}

export function yamls(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter(name => name.endsWith('.yaml')).sort()
}
