import { join } from 'node:path'
import type { Plane } from '../../../scripts/prove/control-plane.ts'
import { at, type Thing } from '../../overlay/thing.ts'
import { connect, expectOk } from '../support/api.ts'
import { until } from '../support/wait.ts'
import { type GitServer, serveGit } from './git-server.ts'

/** The repository as Flux reads it. */
export interface Source extends GitServer {
  /** Pushes what is checked out and waits until Flux has it, which is the commit that is returned. */
  readonly publish: () => Promise<string>
}

const repositories = {
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'GitRepository',
  metadata: { namespace: 'flux-system' }
}

export async function startSource(plane: Plane, repository: string): Promise<Source> {
  const server = await serveGit(join(plane.folder, 'tls'))
  const publish = async () => {
    const commit = await server.push(repository)
    for (const one of await connect(plane, 'root').list(repositories))
      await fetched(plane, one, commit)
    return commit
  }
  return { ...server, publish }
}

/** Asks as `flux reconcile source git` does, and waits. */
async function fetched(plane: Plane, one: Thing, commit: string): Promise<void> {
  const api = connect(plane, 'root')
  const annotations = { 'reconcile.fluxcd.io/requestedAt': new Date().toISOString() }
  expectOk(await api.merge(one, { metadata: { annotations } }), one)
  let seen: Thing | undefined
  await until(
    async () => {
      plane.check()
      seen = await api.get(one)
      return String(artifactOf(seen).revision).endsWith(commit) ? true : undefined
    },
    () => `Flux does not fetch ${commit}: ${JSON.stringify(seen?.status)}`
  )
}

interface Artifact {
  readonly url?: string
  readonly revision?: string
  readonly size?: number
}

export function artifactOf(repository: Thing | undefined): Artifact {
  return (at(repository?.status, 'artifact') ?? {}) as Artifact // of Flux's API
}
