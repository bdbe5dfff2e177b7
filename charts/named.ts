/** A text in an object: the fields that lead to it, and the map that it stands in. */
interface Text {
  readonly path: string
  readonly text: string
  readonly beside: Readonly<Record<string, unknown>>
}

/** Every text of an object. The fields of a list's items are those of the list. */
export function* texts(value: unknown, path = '', beside: Text['beside'] = {}): Generator<Text> {
  if (typeof value === 'string') yield { path, text: value, beside }
  else if (Array.isArray(value)) for (const item of value) yield* texts(item, path, beside)
  else if (value !== null && typeof value === 'object') {
    const map = value as Text['beside'] // neither a list nor null
    for (const [key, inner] of Object.entries(map)) yield* texts(inner, `${path}/${key}`, map)
  }
}

/** The person that a text stands for, if it is where objects name people. */
export function personIn({ path, text, beside }: Text, prefix: string): string | undefined {
  if (/^\/metadata\/annotations\/(user|owner)$|^\/spec\/owner\/name$/.test(path)) return text
  if (path === '/subjects/name') return beside.kind === 'ServiceAccount' ? undefined : text
  if (!path.endsWith('/when/values') || text.startsWith(`${prefix}${account}`)) return undefined
  return text.startsWith(prefix) ? text.slice(prefix.length) : text
}

const account = 'system:serviceaccount:'

/** The namespace that a text names, if it is where objects name namespaces. */
export function namespaceIn({ path, text }: Text): string | undefined {
  if (path.endsWith('/principals'))
    return /^cluster\.local\/ns\/([^/*]+)\/sa\/[^/*]+$/.exec(text)?.[1] ?? text
  if (path.endsWith('/when/values')) return text.split(account)[1]?.split(':')[0]
  if (path.endsWith('/egress/hosts')) return text.startsWith('./') ? undefined : text.split('/')[0]
  if (path.endsWith('/namespaceSelector/matchExpressions/values')) return text
  return namespaceFields.test(path) ? text : undefined
}

const namespaceFields =
  /^\/(metadata|subjects|spec|spec\/claimRef)\/namespace$|\/(namespaces|kubernetes\.io\/metadata\.name)$/
