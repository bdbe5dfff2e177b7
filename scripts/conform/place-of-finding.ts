import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Source, type Span, startOf } from '../../src/diagnostics/source.ts'
import type { Model } from '../../src/model/model.ts'
import { locate } from '../../src/yaml/node.ts'
import { parseYaml } from '../../src/yaml/parse.ts'
import { file, type Root } from './built-roots.ts'
import { clusterCause, tenantCause } from './cause.ts'
import type { Finding } from './findings.ts'
import { originOf } from './object-origin.ts'

/** The files that were built, and their model. */
export interface Repository {
  readonly folder: string
  readonly model: Model
}

/** Finds the line that a person wrote and, for a generated object, the object itself. */
export function placeOf(repository: Repository, finding: Finding): { at: Span; stands?: Span } {
  const { root } = finding
  if (finding.kind === 'root') return { at: rootCause(repository, root, finding.said) }
  const stands = originOf(finding.object, sourcesOf(repository, root))
  if (!stands) return { at: rootPlace(repository, root) }
  const [, , folder = '', name = ''] = stands.source.path.split('/')
  const tenant = folder === 'tenants' ? tenantOf(repository, root, name) : undefined
  const pointer = finding.kind === 'object' ? finding.path : ''
  if (tenant) return { stands, at: tenantCause(tenant, finding.object, pointer) }
  if (folder === 'platform') return { stands, at: clusterCause(root.cluster, name) }
  return { stands, at: root.cluster.at('gitops') }
}

function tenantOf({ model }: Repository, { cluster }: Root, name: string) {
  return model.tenants.find(tenant => tenant.name === name && tenant.cluster === cluster)
}

/** The generated files that belong to a root. */
function sourcesOf({ folder }: Repository, { cluster, path }: Root): Source[] {
  const component = `generated/${cluster.name}/platform/${path.split('/').at(-1)}`
  const own = sourceAt(folder, `${path}/${file}`)?.text ?? ''
  const tenants = own.match(/\.\.\/\S*tenants\/\S+/g) ?? []
  const folders = path.startsWith('kustomize/')
    ? [component, `generated/${cluster.name}/flux`]
    : [path, ...tenants.map(each => join(path, each))]
  return folders.flatMap(each =>
    yamlsIn(join(folder, each)).flatMap(name => sourceAt(folder, `${each}/${name}`) ?? [])
  )
}

function yamlsIn(folder: string): string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    return names.filter(name => name.endsWith('.yaml') && !name.endsWith(file)).sort()
  } catch {
    return []
  }
}

function sourceAt(folder: string, path: string): Source | undefined {
  try {
    return { path, text: readFileSync(join(folder, path), 'utf8') }
  } catch {
    return undefined
  }
}

/** The tenant that kustomize's message names, else the root's own place. */
function rootCause(repository: Repository, root: Root, said: string): Span {
  const name = /\/tenants\/([^/' ]+)/.exec(said)?.[1] ?? ''
  return tenantOf(repository, root, name)?.at('owner') ?? rootPlace(repository, root)
}

/**
 * The file that a person wrote for a root: its kustomization, or for a generated root whatever asks for
 * it.
 */
function rootPlace({ folder }: Repository, { cluster, path }: Root): Span {
  if (!path.startsWith('kustomize/')) return cluster.at('gitops')
  const source = sourceAt(folder, `${path}/${file}`)
  if (!source) return cluster.at('kubeflow')
  const tree = parseYaml(source, () => {})
  return (tree && locate(tree, ['resources'])) ?? startOf(source)
}
