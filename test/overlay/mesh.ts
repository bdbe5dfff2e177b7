import { at, type Fields, find, list, type Thing } from './thing.ts'

interface Request {
  readonly method: string
  readonly path: string
}

/** Whether the mesh keeps a request away from a workload, whatever else lets it through. */
export function isDenied(things: readonly Thing[], workload: string, request: Request): boolean {
  const { metadata, spec } = find(things, workload)
  const labels = at(spec, 'template', 'metadata', 'labels') as Fields
  return things
    .filter(({ kind, spec }) => kind === 'AuthorizationPolicy' && spec?.action === 'DENY')
    .filter(policy => policy.metadata.namespace === metadata.namespace)
    .filter(({ spec }) => {
      const wanted = Object.entries((at(spec, 'selector', 'matchLabels') ?? {}) as Fields)
      return wanted.every(([key, value]) => labels[key] === value)
    })
    .flatMap(({ spec }) => list(spec, 'rules'))
    .flatMap(rule => list(rule, 'to'))
    .some(({ operation }) => {
      const methods = texts(operation, 'methods')
      const paths = texts(operation, 'paths')
      return methods.includes(request.method) && paths.some(path => matches(path, request.path))
    })
}

function texts(value: unknown, field: string): string[] {
  const found = at(value, field)
  return Array.isArray(found) ? found : []
}

/** A star stands for anything at the end or at the beginning, as Istio reads it. */
function matches(pattern: string, path: string): boolean {
  if (pattern.endsWith('*')) return path.startsWith(pattern.slice(0, -1))
  return pattern.startsWith('*') ? path.endsWith(pattern.slice(1)) : path === pattern
}
