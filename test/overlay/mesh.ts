import * as mesh from '../mesh/decide.ts'
import type { Request } from '../mesh/request.ts'
import { at, find, type Thing } from './thing.ts'

/** Whether a DENY policy keeps a request from a Deployment's pods. */
export function isDenied(things: readonly Thing[], workload: string, request: Request): boolean {
  const { metadata, spec } = find(things, workload)
  const labels = at(spec, 'template', 'metadata', 'labels') as Record<string, string>
  const namespace = metadata.namespace ?? ''
  return mesh.isDenied(things, { namespace, labels }, request)
}
