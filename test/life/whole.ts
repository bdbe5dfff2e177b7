import { existsSync, readFileSync } from 'node:fs'
import { join, normalize, relative } from 'node:path'
import { load } from 'js-yaml'
import { at, type Thing } from '../overlay/thing.ts'
import { objectsIn, yamls } from './objects.ts'
import type { Step } from './repository.ts'

/** Lists output that no engine would apply or find, and leftovers that nobody was warned about. */
export function orphans(root: string, step: Step): string[] {
  const told = `${step.generated.text} ${step.checked.text}`
  const forgotten = step.objects.removed.filter(({ name, was }) => {
    const isKept = was.metadata.annotations?.['kustomize.toolkit.fluxcd.io/prune'] === 'disabled'
    return isKept && !isEngine(was) && !told.includes(`\`${name.replace(/^\S+ /, '')}\``)
  })
  return [
    ...unlisted(root),
    ...unfound(root),
    ...forgotten.map(({ name }) => `${name} stays, and nobody was told`)
  ]
}

/** A person removes an engine's namespace together with the engine. */
function isEngine({ kind, metadata }: Thing): boolean {
  return kind === 'Namespace' && ['argocd', 'flux-system'].includes(metadata.name)
}

/** Each tenant's folder must be in one shard of its cluster, and no shard may list a missing one. */
function unlisted(root: string): string[] {
  const generated = join(root, 'generated')
  const files = yamls(generated).filter(path => path.endsWith('/kustomization.yaml'))
  const listed = files
    .filter(path => path.includes('/shards/'))
    .flatMap(path => {
      const folder = path.replace(/\/kustomization\.yaml$/, '')
      const { resources } = load(readFileSync(join(generated, path), 'utf8')) as {
        resources: string[]
      }
      return resources
        .filter(each => each.startsWith('../'))
        .map(each => normalize(join(folder, each)))
    })
  const there = files
    .filter(path => path.includes('/tenants/'))
    .map(path => path.replace(/\/kustomization\.yaml$/, ''))
  return [
    ...there
      .filter(path => listed.filter(each => each === path).length !== 1)
      .map(path => `${path} is not in one shard`),
    ...listed.filter(path => !there.includes(path)).map(path => `${path} is not there`)
  ]
}

/** Every folder in generated/ that Flux or Argo CD builds must exist. */
function unfound(root: string): string[] {
  const paths = [...objectsIn(root)].flatMap(([name, thing]) => {
    const own = thing.kind === 'Kustomization' ? [at(thing.spec, 'path')] : []
    return own.map(path => ({ name, path: relative('.', String(path)) }))
  })
  return paths
    .filter(({ path }) => path.startsWith('generated/') && !existsSync(join(root, path)))
    .map(({ name, path }) => `${name} wants ${path}, which is not there`)
}
