/** The root of this checkout: two folders up, both from here and from the bundle. */
export const home = new URL('../../', import.meta.url)
