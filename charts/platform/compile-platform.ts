import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { releaseOverlays } from '../../src/kubeflow/release-overlays.ts'
import { own } from '../../src/values/lookup.ts'
import { headerOf, yaml } from '../objects/generated.ts'
import type { IamNote } from '../objects/iam-note.ts'
import { managed } from '../objects/labels.ts'
import type { Manifest } from '../objects/manifest.ts'
import { inOrder } from '../objects/order.ts'
import { auth } from './auth.ts'
import { autoscaling } from './autoscaling.ts'
import { boundariesFile } from './boundaries.ts'
import {
  type Component,
  type Edit,
  type Part,
  type Platform,
  plain,
  type Values
} from './component.ts'
import { dashboard } from './dashboard.ts'
import { dex } from './dex.ts'
import { guards } from './guards.ts'
import { ingress } from './ingress.ts'
import { katib } from './katib.ts'
import { login, loginFile } from './login.ts'
import { monitoring } from './monitoring.ts'
import { monitors } from './monitors.ts'
import { network } from './network.ts'
import { notebooks } from './notebooks.ts'
import { notifications } from './notifications.ts'
import { pipelines } from './pipelines.ts'
import { profiles } from './profiles.ts'
import { roles } from './roles.ts'
import { secrets } from './secrets.ts'
import { serving } from './serving.ts'
import { ssmAgent } from './ssm-agent.ts'
import { storage } from './storage.ts'
import { tenantRole, tenantRoleFile } from './tenant-role.ts'
import { watchers } from './watchers.ts'

/** Every component, after its dependencies. */
export const components: readonly Component[] = [
  upstream('certificates', []),
  network,
  upstream('mesh', ['certificates', 'network'], ['aggregated', 'sessions']),
  roles,
  secrets,
  dex,
  auth,
  ingress,
  login,
  tenantRole,
  profiles,
  guards,
  dashboard,
  pipelines,
  katib,
  notebooks,
  serving,
  upstream('training', ['roles'], ['aggregated']),
  notifications,
  storage,
  autoscaling,
  ssmAgent,
  monitoring,
  watchers,
  monitors
]

/** A part of Kubeflow that has no settings. */
function upstream(
  name: string,
  after: readonly string[],
  overlays: readonly string[] = []
): Component {
  return { name, after, upstream: true, values: () => ({ ...plain, overlays }) }
}

/** A cluster's components, compiled. */
export function parts(platform: Platform, cluster: Cluster): Part[] {
  return components.flatMap(component => {
    const isOurs = isInstalled(component, cluster)
    const values = isOurs
      ? component.values(cluster, platform)
      : added(component, cluster, platform)
    if (!values) return []
    const folder = `generated/${cluster.name}/platform/${component.name}`
    const base = isOurs && component.upstream
    const overlays = base ? [...ofRelease(component, cluster), ...values.overlays] : values.overlays
    return [{ component, base, values: { ...values, overlays }, files: filesOf(folder, values) }]
  })
}

function ofRelease({ name }: Component, { release }: Cluster): readonly string[] {
  return own<readonly string[] | undefined>(releaseOverlays[release], name) ?? []
}

/** Whether Tenantry installs it, if it is a part of Kubeflow that a cluster can leave to others. */
function isInstalled({ name }: Component, { components: chosen }: Cluster): boolean {
  return own(chosen, name) === undefined || own(chosen, name) === 'managed'
}

function added({ added }: Component, cluster: Cluster, platform: Platform): Values | undefined {
  const objects = added?.(cluster, platform) ?? []
  return objects.length > 0 ? { ...plain, objects } : undefined
}

/** The names of a cluster's components. */
export function partNames(platform: Platform, cluster: Cluster): ReadonlySet<string> {
  return new Set(parts(platform, cluster).map(({ component }) => component.name))
}

/**
 * All of `generated/<cluster>/platform/`, by path: a kustomize Component for each component with
 * values, which its root includes, and documents for the boundaries of AWS roles.
 */
export function platformFiles(platform: Platform, cluster: Cluster): Source[] {
  const files = parts(platform, cluster).flatMap(part => part.files)
  const notes = files.filter(({ path }) => path.endsWith('/iam.json'))
  return [
    ...files,
    ...loginFile(cluster),
    ...tenantRoleFile(cluster),
    ...boundariesFile(platform, cluster, notes.map(noteOf))
  ]
}

function noteOf({ text }: Source): IamNote {
  return JSON.parse(text) as IamNote // written by this program
}

function filesOf(folder: string, { patches, edits, objects, files }: Values): Source[] {
  const header = headerOf('platform/')
  const list = (name: string, documents: readonly object[]): Source[] =>
    documents.length === 0 ? [] : [yaml(`${folder}/${name}.yaml`, header, documents)]
  const named = files.map(({ path, text }) => ({ path: `${folder}/${path}`, text }))
  const changes = [...(patches.length > 0 ? [{ path: 'patches.yaml' }] : []), ...edits.map(editing)]
  if (changes.length + objects.length === 0) return named
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1alpha1',
    kind: 'Component',
    ...(objects.length > 0 && { resources: ['objects.yaml'] }),
    ...(changes.length > 0 && { patches: changes })
  }
  return [
    ...list('kustomization', [kustomization]),
    ...list('objects', inOrder(objects.map(marked))),
    ...list('patches', patches),
    ...named
  ]
}

function editing({ kind, name, namespace, path, from, to }: Edit): object {
  const steps = [
    { op: 'test', path, value: from },
    { op: 'replace', path, value: to }
  ]
  return { target: { kind, name, namespace }, patch: JSON.stringify(steps, null, 2) }
}

/** Adds the label that every generated object has. */
function marked(manifest: Manifest): Manifest {
  const labels = { ...manifest.metadata.labels, ...managed }
  return { ...manifest, metadata: { ...manifest.metadata, labels } }
}
