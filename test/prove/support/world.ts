import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { type Plane, startPlane } from '../../../scripts/prove/control-plane.ts'
import { programOf } from '../../../scripts/prove/program.ts'
import { layStructure } from '../../support/acme.ts'
import { commitAll, example } from '../../support/command.ts'
import { startFlux } from '../engines/flux-programs.ts'
import { type Source, startSource } from '../engines/sources.ts'
import { type Api, connect } from './api.ts'
import { type ClusterName, readBase } from './base.ts'
import { controllerArgs } from './controller.ts'
import type { Platform } from './platform.ts'
import { startProfiles } from './profiles.ts'

/** A cluster just before Flux is bootstrapped: it has its platform but no tenants. */
export interface World {
  readonly cluster: ClusterName
  readonly platform: Platform
  readonly plane: Plane
  /** The API server as an administrator sees it. */
  readonly api: Api
  /** The repository that Flux follows, a copy of the example. */
  readonly repository: string
  readonly source: Source
  /** What the server rejected in the platform. */
  readonly refused: readonly string[]
  /** Starts Flux's controllers, and stops them; what they applied stays. */
  readonly startFlux: () => Promise<void>
  readonly stopFlux: () => Promise<void>
  /** Simulates a restart of the profile controller, which then looks at every Profile again. */
  readonly restartProfiles: () => Promise<void>
  readonly stop: () => Promise<void>
}

const { PROFILE_CONTROLLER } = process.env

export async function startWorld(cluster: ClusterName, { flux } = { flux: true }): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-proof-'))
  const repository = example(['tenants', 'platform', 'generated', 'kustomize', '.github'])
  layStructure(repository)
  cpSync('.sourceignore', join(repository, '.sourceignore'))
  commitAll(repository, 'The example')
  const { platform, refused, data } = readBase(inject('bases'), cluster)
  cpSync(data, join(folder, 'etcd'), { recursive: true })
  const plane = await startPlane(folder, programOf('control-plane').path)
  const stops: (() => Promise<void> | void)[] = [
    () => rmSync(repository, { recursive: true }),
    plane.stop
  ]
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each()
  }
  try {
    const api = connect(plane, 'root')
    const controller = PROFILE_CONTROLLER
    const profiles = () =>
      controller === undefined
        ? startProfiles(connect(plane, 'profiles'))
        : plane.start({
            program: controller,
            account: 'profiles',
            args: controllerArgs(plane.folder, platform)
          })
    let stopProfiles = profiles()
    stops.push(() => stopProfiles())
    const restartProfiles = async () => {
      await stopProfiles()
      stopProfiles = profiles()
    }
    let stopEngine = async () => {}
    const begin = async () => {
      stopEngine = await startFlux(plane)
    }
    if (flux) await begin()
    const source = await startSource(plane, repository)
    stops.push(source.stop)
    const state = { cluster, platform, plane, api, repository, source, refused }
    const engine = { startFlux: begin, stopFlux: () => stopEngine() }
    return { ...state, ...engine, restartProfiles, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
