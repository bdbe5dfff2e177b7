/** Every generated object carries this. */
export const managed = { 'app.kubernetes.io/managed-by': 'tenantry' } as const

/** The label that marks a namespace as a tenant's. */
export const marker = 'tenantry.dev/tenant'
