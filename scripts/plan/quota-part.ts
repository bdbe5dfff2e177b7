/** What the quota of a tenant depends on. */
const fields = new Set(['clusters', 'owner', 'quota', 'team', 'template'])

/**
 * A tenant's file without the fields that say nothing of its quota; the whole file where its fields do not
 * all begin with a letter at the start of a line. YAML lets no value go on there.
 */
export function quotaPart(text: string): string {
  if (/^[^A-Za-z# \r\n-]|^-(?! )/m.test(text)) return text
  const parts = text.split(/^(?=[A-Za-z])/m)
  const kept = parts.filter(part => fields.has(/^[\w-]+/.exec(part)?.[0] ?? ''))
  return kept.length === 0 ? text : kept.join('')
}
