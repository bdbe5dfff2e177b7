/** What everything that is generated carries. */
export const managed = { 'app.kubernetes.io/managed-by': 'tenantry' } as const

/** The label that makes a namespace a tenant's. */
export const marker = 'tenantry.dev/tenant'
