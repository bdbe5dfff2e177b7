/** Every generated object carries this. */
export const managed = { 'app.kubernetes.io/managed-by': 'tenantry' } as const

/** The label that marks a namespace as a tenant's. */
export const marker = 'tenantry.dev/tenant'

/** Istio's label on pods in the mesh. */
export const inMesh = 'security.istio.io/tlsMode'

/** The label of a namespace whose pods may run on the nodes of a pool that are not open to all. */
export function poolGrant(pool: string): string {
  return `pool.tenantry.dev/${pool}`
}
