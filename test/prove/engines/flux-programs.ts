import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Plane } from '../../../scripts/prove/control-plane.ts'
import { freePorts } from '../../../scripts/prove/port.ts'
import { programOf } from '../../../scripts/prove/program.ts'
import { kustomizeFlags, sourceFlags } from '../../../scripts/prove/program-flags.ts'

/** Starts Flux's controllers, which need their CRDs to be installed. Returns what stops them. */
export async function startFlux(plane: Plane): Promise<() => Promise<void>> {
  const [storage = 0, ...ports] = await freePorts(5)
  const [health = 0, metrics = 0, otherHealth = 0, otherMetrics = 0] = ports
  const env = { RUNTIME_NAMESPACE: 'flux-system', ...offline }
  const place = { folder: join(plane.folder, 'artifacts'), port: storage }
  mkdirSync(place.folder, { recursive: true }) // the controller wants it to be there
  const stops = [
    plane.start({
      program: programOf('source-controller').path,
      account: 'sources',
      args: sourceFlags(place, { health, metrics }),
      env
    }),
    plane.start({
      program: programOf('kustomize-controller').path,
      account: 'flux',
      args: kustomizeFlags({ health: otherHealth, metrics: otherMetrics }),
      env
    })
  ]
  return async () => {
    for (const stop of stops) await stop()
  }
}

/** Nobody listens there, so what is elsewhere is not asked: a chart of the platform, for one. */
const offline = { HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1' }
