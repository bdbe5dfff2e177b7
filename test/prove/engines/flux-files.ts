import { execFileSync } from 'node:child_process'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { dump, load, loadAll } from 'js-yaml'
import { lackOf, type ProgramName, sourceOf } from '../../../scripts/prove/program.ts'
import { findTool } from '../../../scripts/system/tool.ts'
import type { Thing } from '../../overlay/thing.ts'
import { write } from '../../support/command.ts'
import type { World } from '../support/world.ts'

/** The two of Flux's controllers that can be had. */
const controllers = ['source-controller', 'kustomize-controller'] as const satisfies ProgramName[]

function configOf(controller: (typeof controllers)[number]): string {
  return join(sourceOf(controller, `github.com/fluxcd/${controller}`), 'config')
}

/** The CRDs of Flux's sources, as the controller that watches them brings them; none without it. */
export function sourceCrds(): Thing[] {
  if (lackOf('source-controller') !== undefined) return []
  const folder = join(configOf('source-controller'), 'crd/bases')
  const files = readdirSync(folder)
  return files.map(file => load(readFileSync(join(folder, file), 'utf8')) as Thing)
}

const apiGroup = 'rbac.authorization.k8s.io'
const home = 'flux-system'

/** What the controllers may do: one reads sources, the other applies everything. */
export function fluxRights(): Thing[] {
  const all = [binding('kustomize-controller', 'cluster-admin')]
  return lackOf('source-controller') === undefined ? [...sourceRights(), ...all] : all
}

function sourceRights(): Thing[] {
  const file = join(configOf('source-controller'), 'rbac/role.yaml')
  const roles = loadAll(readFileSync(file, 'utf8')) as Thing[]
  const [role] = roles.filter(({ kind }) => kind === 'ClusterRole')
  if (!role) throw new Error('the role of the source controller is not where it was')
  const own = { ...role, metadata: { name: 'source-controller' } }
  return [own, binding('source-controller', 'source-controller')]
}

function binding(account: string, role: string): Thing {
  return {
    apiVersion: `${apiGroup}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: `${account}-${home}` },
    roleRef: { apiGroup, kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', name: account, namespace: home }]
  }
}

/** Writes the files of `flux bootstrap`: the controllers' manifests, and what tells them where to look. */
export function layFlux({ repository, cluster }: World, sync: readonly object[]): void {
  const place = join('kustomize/clusters', cluster, home)
  write(repository, join(place, 'gotk-components.yaml'), componentsOfFlux())
  write(repository, join(place, 'gotk-sync.yaml'), sync.map(each => dump(each)).join('---\n'))
}

function componentsOfFlux(): string {
  // kustomize takes no absolute paths, and links of a temporary folder mislead relative ones.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tenantry-flux-')))
  const parts = controllers.flatMap(name =>
    ['crd', 'manager'].map(part => join(configOf(name), part))
  )
  const resources = parts.map(part => relative(folder, part))
  writeFileSync(join(folder, 'kustomization.yaml'), dump({ namespace: home, resources }))
  try {
    return execFileSync(findTool('kustomize').path, ['build', folder], { encoding: 'utf8' })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
