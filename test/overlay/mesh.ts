import * as mesh from '../mesh/decide.ts'
import { at, find, type Thing } from './thing.ts'

interface Request {
  readonly method: string
  readonly path: string
}

/** Whether a DENY policy keeps a request from a workload. */
export function isDenied(things: readonly Thing[], workload: string, request: Request): boolean {
  const { metadata, spec } = find(things, workload)
  const labels = at(spec, 'template', 'metadata', 'labels') as Record<string, string>
  const namespace = metadata.namespace ?? ''
  return mesh.isDenied(things, { namespace, labels }, { port: 80, http: request })
}
