const labelPattern = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/
const wordPattern = /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/

/** A DNS label, as for namespaces and services. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && labelPattern.test(text)
}

/** DNS labels separated by dots, as for most other objects. */
export function isSubdomain(text: string): boolean {
  // Kubernetes limits the length of the whole, not of each label.
  return text.length <= 253 && text.split('.').every(label => labelPattern.test(label))
}

/** The key of a label or annotation: a name, with or without a domain as its prefix. */
export function isKey(text: string): boolean {
  const [first = '', second, ...more] = text.split('/')
  const name = second ?? first
  const owned = second === undefined || isSubdomain(first)
  return more.length === 0 && owned && name.length <= 63 && wordPattern.test(name)
}

/** The prefix of a key, which says who owns it; empty for keys without one. */
export function domainOf(key: string): string {
  return key.includes('/') ? key.slice(0, key.indexOf('/')) : ''
}

/** The value of a label. Annotations may contain any text. */
export function isLabelValue(text: string): boolean {
  return text === '' || (text.length <= 63 && wordPattern.test(text))
}

/** The name of an environment variable. */
export function isVariable(text: string): boolean {
  return /^[A-Za-z_.-][A-Za-z0-9_.-]*$/.test(text) && !leadsUp(text)
}

/** The key of an entry in a ConfigMap or Secret. */
export function isEntryKey(text: string): boolean {
  return text.length <= 253 && /^[A-Za-z0-9_.-]+$/.test(text) && !leadsUp(text)
}

/** Both become file names, which must not leave their folder. */
function leadsUp(text: string): boolean {
  return text === '.' || text.startsWith('..')
}
