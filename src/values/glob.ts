/** Whether the text is a pattern for names: lowercase letters, digits, `-`, `.`, `*` and `?`. */
export function isGlob(text: string): boolean {
  return /^[a-z0-9.*?-]+$/.test(text)
}

/**
 * `*` matches any number of characters, `?` exactly one. It backtracks only to the last `*`, so unlike
 * a RegExp it cannot be made to run for long.
 */
export function matches(glob: string, text: string, isOne: IsOne = anyOrSame): boolean {
  let at = 0
  let star = -1
  let retry = 0
  for (let position = 0; position < text.length; ) {
    if (glob[at] === '*') {
      star = at++
      retry = position
    } else if (isOne(glob[at], text[position])) {
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

/** Whether a character of a pattern stands for one of a text. */
type IsOne = (left: string | undefined, right: string | undefined) => boolean

function anyOrSame(left: string | undefined, right: string | undefined): boolean {
  return left === '?' || left === right
}

/**
 * Whether the pattern matches the path or a folder above it: `fraud` and `fraud/*` both match
 * everything below `fraud/`, and neither matches `fraud-secrets`. A star also matches slashes.
 */
export function matchesPath(glob: string, path: string): boolean {
  const folder = glob.replace(/\/\*$/, '')
  for (let end = path.length; end >= 0; end = end === 0 ? -1 : path.lastIndexOf('/', end - 1)) {
    if (matches(folder, path.slice(0, end))) return true
  }
  return false
}
