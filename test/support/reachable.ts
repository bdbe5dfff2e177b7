/** Who asks for a place, and what exists. */
interface Party {
  readonly name: string
  /** The names of all tenants. */
  readonly names: ReadonlySet<string>
  /** The patterns in the rules for this tenant. */
  readonly granted: readonly string[]
  /** The patterns in all rules, and the platform's own places. */
  readonly known: readonly string[]
}

/** Whether a pattern without a name grants a place, or one that matches only this tenant. */
export function reachable(party: Party, place: string): boolean {
  return party.granted.some(pattern => {
    if (!lies(place, pattern.replaceAll('{tenant}', party.name))) return false
    return !pattern.includes('{tenant}') || !isTaken(party, pattern, place)
  })
}

/** Whether a place is at or below the pattern. A star in a bucket's name does not match a slash. */
function lies(place: string, pattern: string): boolean {
  const [, bucket = '', rest = ''] = /^(s3:\/\/[^/]*|)(.*)$/s.exec(pattern) ?? []
  const below = bucket === '' ? rest : rest.replace(/\/\*?$/, '')
  return new RegExp(`^${open(bucket, '[^/]*')}${open(below, '.*')}(/.*)?$`, 's').test(place)
}

/**
 * Whether, where the pattern has the tenant's name, the path is spelled out by others or fits another
 * tenant.
 */
function isTaken({ name, names, known }: Party, pattern: string, place: string): boolean {
  const path = place.split('/')
  const depth = depthOf(pattern)
  const others = [...names].filter(other => other !== name)
  return known.some(other => {
    const parts = other.split('/')
    const is = (last: number, filling: string) =>
      parts
        .slice(0, last + 1)
        .every((part, at) => like(part.replaceAll('{tenant}', filling), path[at]))
    const start = beginning(other)
    const isLonger = start.length > beginning(pattern).length && start.split('/')[depth]
    const isSpelled = isLonger && is(Math.min(depth, parts.length - 1), '*')
    return isSpelled || (depthOf(other) >= 0 && others.some(filling => is(depthOf(other), filling)))
  })
}

function depthOf(pattern: string): number {
  return pattern.split('/').findIndex(part => part.includes('{tenant}'))
}

function beginning(pattern: string): string {
  return pattern.replace(/(\*|\{tenant\}).*$/s, '')
}

export function like(pattern: string, text = ''): boolean {
  return new RegExp(`^${open(pattern, '.*')}$`, 's').test(text)
}

function open(pattern: string, star: string): string {
  const quoted = pattern.replaceAll(/[.+^$()|[\]{}\\]/g, '\\$&')
  return quoted.replaceAll('*', star).replaceAll('?', '.')
}
