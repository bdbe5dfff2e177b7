/** Where this checkout of Tenantry lies: two folders up, from here as from its place in the bundle. */
export const home = new URL('../../', import.meta.url)
