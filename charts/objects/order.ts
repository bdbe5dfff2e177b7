import type { Manifest } from './manifest.ts'

/** What both engines apply first, so that a reader meets objects in the order in which they appear. */
const first = [
  'Namespace',
  'Profile',
  'ServiceAccount',
  'RoleBinding',
  'AuthorizationPolicy',
  'NetworkPolicy',
  'Sidecar',
  'LimitRange',
  'ConfigMap'
]

/** By kind, then by name. */
export function inOrder(manifests: readonly Manifest[]): Manifest[] {
  return manifests
    .map(manifest => ({ manifest, key: keyOf(manifest) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ manifest }) => manifest)
}

function keyOf({ kind, metadata }: Manifest): string {
  const place = first.indexOf(kind)
  const rank = String(place < 0 ? first.length : place).padStart(2, '0')
  return `${rank} ${kind} ${metadata.namespace ?? ''} ${metadata.name}`
}
