/** Whether the text is a glob of names: lowercase letters, digits, `-`, `.`, `*` and `?`. */
export function isGlob(text: string): boolean {
  return /^[a-z0-9.*?-]+$/.test(text)
}

/**
 * `*` stands for any characters, also none, and `?` for one; all else for itself. It goes back only
 * to the last `*`, so a pull request cannot make it run for long, as it could with a RegExp.
 */
export function matches(glob: string, text: string): boolean {
  let at = 0
  let star = -1
  let retry = 0
  for (let position = 0; position < text.length; ) {
    if (glob[at] === '*') {
      star = at++
      retry = position
    } else if (glob[at] === '?' || glob[at] === text[position]) {
      at++
      position++
    } else if (star >= 0) {
      at = star + 1
      position = ++retry
    } else return false
  }
  while (glob[at] === '*') at++
  return at === glob.length
}

/**
 * Whether the glob names the path or a folder above it: `fraud` and `fraud/*` both name all that is
 * below `fraud/`, and neither names `fraud-secrets`. A star goes over slashes.
 */
export function matchesPath(glob: string, path: string): boolean {
  const folder = glob.replace(/\/\*$/, '')
  for (let end = path.length; end >= 0; end = end === 0 ? -1 : path.lastIndexOf('/', end - 1)) {
    if (matches(folder, path.slice(0, end))) return true
  }
  return false
}
