import type { Manifest } from './manifest.ts'

/** Both engines apply these kinds first, so readers see objects in the order in which they appear. */
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

/** Sorts by kind, then by name. */
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
