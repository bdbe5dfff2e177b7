const labelPattern = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/
const wordPattern = /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/

/** A DNS label: what namespaces and service accounts of Kubernetes are called. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && labelPattern.test(text)
}

/** DNS labels with dots between them: what most other objects are called. */
export function isSubdomain(text: string): boolean {
  // Kubernetes bounds the whole, not each label.
  return text.length <= 253 && text.split('.').every(label => labelPattern.test(label))
}

/** The key of a label or annotation: a name, perhaps below somebody's domain. */
export function isKey(text: string): boolean {
  const [first = '', second, ...more] = text.split('/')
  const name = second ?? first
  const owned = second === undefined || isSubdomain(first)
  return more.length === 0 && owned && name.length <= 63 && wordPattern.test(name)
}

/** The domain before the slash of a key, which says whose it is; empty for the user's own. */
export function domainOf(key: string): string {
  return key.includes('/') ? key.slice(0, key.indexOf('/')) : ''
}

/** The value of a label; annotations hold any text. */
export function isLabelValue(text: string): boolean {
  return text === '' || (text.length <= 63 && wordPattern.test(text))
}

/** The name of an environment variable. */
export function isVariable(text: string): boolean {
  return /^[A-Za-z_.-][A-Za-z0-9_.-]*$/.test(text) && !leadsUp(text)
}

/** The key of one entry in a ConfigMap or Secret. */
export function isEntryKey(text: string): boolean {
  return text.length <= 253 && /^[A-Za-z0-9_.-]+$/.test(text) && !leadsUp(text)
}

/** Both may become file names, which must not leave their folder. */
function leadsUp(text: string): boolean {
  return text === '.' || text.startsWith('..')
}
