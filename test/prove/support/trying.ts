import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, inject } from 'vitest'
import { startPlane } from '../../../scripts/prove/control-plane.ts'
import { programOf } from '../../../scripts/prove/program.ts'
import type { Thing } from '../../overlay/thing.ts'
import { tries } from '../../overlay/tries/tries.ts'
import { earlier } from '../../overlay/tries/try.ts'
import { who } from '../../overlay/tries/who.ts'
import { acme } from '../../support/acme.ts'
import { need } from '../table/tally.ts'
import { type Api, connect, expectOk } from './api.ts'
import { type ClusterName, readBase } from './base.ts'
import { forEach } from './crowd.ts'
import { objectsOf } from './objects.ts'

/** A control plane with the platform and one tenant, for changes that are only tried. Nothing reconciles. */
export function usePlace(cluster: ClusterName): () => { readonly api: Api } {
  const isWhole = need({ programs: ['control-plane'] })
  let place: { readonly api: Api; readonly stop: () => Promise<void> } | undefined
  beforeAll(async () => {
    if (!isWhole) return
    const folder = mkdtempSync(join(tmpdir(), 'tenantry-proof-'))
    cpSync(readBase(inject('bases'), cluster).data, join(folder, 'etcd'), { recursive: true })
    const plane = await startPlane(folder, programOf('control-plane').path)
    const [root, git] = [connect(plane, 'root'), connect(plane, 'flux')]
    place = { api: root, stop: plane.stop }
    await addEarlier(root, git)
    await addAll(git, objectsOf(acme, `${cluster}/fraud`))
    await addAll(git, [...accountsIn('fraud'), ...accessOf('fraud')])
  })
  afterAll(() => place?.stop())
  return () => {
    if (place) return place
    throw new Error('there is no control plane')
  }
}

/**
 * Makes a namespace a tenant's only after it has been filled, because the guards look at tenants alone.
 * They look at Profiles everywhere, so git makes those.
 */
async function addEarlier(api: Api, git: Api): Promise<void> {
  const { name } = earlier.metadata
  await add(api, { ...earlier, metadata: { name } })
  const things = tries.flatMap(({ change }) => ('from' in change ? [change.from] : []))
  const inside = things.filter(({ metadata }) => metadata.namespace !== undefined)
  await addAll(api, [...accountsIn(name), ...accessOf(name), ...inside])
  await addAll(
    git,
    things.filter(thing => !inside.includes(thing))
  )
  expectOk(await api.merge(earlier, { metadata: { labels: earlier.metadata.labels } }), earlier)
}

/** Namespaces and Profiles first. */
async function addAll(api: Api, things: readonly Thing[]): Promise<void> {
  const first = things.filter(({ metadata }) => metadata.namespace === undefined)
  for (const thing of first) await add(api, thing)
  await forEach(
    things.filter(thing => !first.includes(thing)),
    thing => add(api, thing)
  )
}

async function add(api: Api, thing: Thing): Promise<void> {
  expectOk(await api.apply(thing), thing)
}

const apiGroup = 'rbac.authorization.k8s.io'

/** What Kubeflow's profile controller, which does not run here, grants in a tenant. */
function accessOf(namespace: string): Thing[] {
  const grants = [
    ['owner', 'kubeflow-admin', { apiGroup, kind: 'User', name: who.owner.user }],
    ['default-editor', 'kubeflow-edit', account('default-editor')],
    ['default-viewer', 'kubeflow-view', account('default-viewer')]
  ] as const
  return grants.map(([name, role, subject]) => ({
    apiVersion: `${apiGroup}/v1`,
    kind: 'RoleBinding',
    metadata: { name, namespace },
    roleRef: { apiGroup, kind: 'ClusterRole', name: role },
    subjects: [subject]
  }))
}

/** Those that pods run as; in `fraud`, git has made the last one, and nobody the third. */
function accountsIn(namespace: string): Thing[] {
  const names = ['default', 'default-editor', 'default-viewer', 'tenantry-secrets']
  return names
    .slice(0, namespace === 'fraud' ? 2 : 4)
    .map(name => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } }))
}

function account(name: string) {
  return { kind: 'ServiceAccount', name, namespace: 'fraud' }
}
