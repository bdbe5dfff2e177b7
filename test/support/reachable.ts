/** Who asks for a place, and what there is. */
interface Party {
  readonly name: string
  /** Of all tenants. */
  readonly names: ReadonlySet<string>
  /** Patterns of the rules that are for the tenant. */
  readonly granted: readonly string[]
  /** Those of all rules, and the platform's own places. */
  readonly known: readonly string[]
}

/** Whether a place is granted by a pattern without a name, or by one to nobody but this tenant. */
export function reachable(party: Party, place: string): boolean {
  return party.granted.some(pattern => {
    if (!lies(place, pattern.replaceAll('{tenant}', party.name))) return false
    return !pattern.includes('{tenant}') || !isTaken(party, pattern, place)
  })
}

/** Whether a place is what the pattern names, or below it. A star in a bucket ends with it. */
function lies(place: string, pattern: string): boolean {
  const [, bucket = '', rest = ''] = /^(s3:\/\/[^/]*|)(.*)$/s.exec(pattern) ?? []
  const below = bucket === '' ? rest : rest.replace(/\/\*?$/, '')
  return new RegExp(`^${open(bucket, '[^/]*')}${open(below, '.*')}(/.*)?$`, 's').test(place)
}

/** Whether the part of a path where a pattern has the name is spelled out, or fits another name. */
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
