/** Names that begin with a dot, and what package managers write: nobody looks there in a review. */
export function isHidden(name: string): boolean {
  return /^\.|^node_modules$/.test(name)
}

/** What belongs to no tenant and no cluster, and harms nobody: notes, and what editors and systems leave behind. */
export function isIgnored(name: string): boolean {
  return /^(README\.md|\.gitkeep|\.DS_Store|.*~|#.*#|\.#.*|\..*\.sw[a-p])$/.test(name)
}

/** Whether a file at the top is named after all tenants. */
export function isOfAll(path: string): boolean {
  return /^tenants?\./i.test(path)
}

/** A character that a list of files does not show, or shows as something else. */
export const unseenInNames = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u
