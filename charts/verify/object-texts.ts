/** A text in an object, with the path of fields to it and the map that contains it. */
interface Text {
  readonly path: string
  readonly text: string
  readonly beside: Readonly<Record<string, unknown>>
}

/** Visits every text of an object. List indices are not part of the path. */
export function eachText(object: object, visit: (text: Text) => void): void {
  const go = (value: unknown, path: string, beside: Text['beside']): void => {
    if (typeof value === 'string') visit({ path, text: value, beside })
    else if (Array.isArray(value)) for (const item of value) go(item, path, beside)
    else if (value !== null && typeof value === 'object') {
      const map = value as Text['beside'] // neither a list nor null
      for (const key of Object.keys(map)) go(map[key], `${path}/${key}`, map)
    }
  }
  go(object, '', {})
}

/** The person named by a text, if people are named at its path. */
export function personIn({ path, text, beside }: Text, prefix: string): string | undefined {
  if (/^\/metadata\/annotations\/(user|owner)$|^\/spec\/owner\/name$/.test(path)) return text
  if (path === '/subjects/name') return beside.kind === 'ServiceAccount' ? undefined : text
  if (!path.endsWith('/when/values') || text.startsWith(`${prefix}${account}`)) return undefined
  return text.startsWith(prefix) ? text.slice(prefix.length) : text
}

const account = 'system:serviceaccount:'

/** The namespace named by a text, if namespaces are named at its path. */
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
