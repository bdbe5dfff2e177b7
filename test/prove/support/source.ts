import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { git } from '../../support/command.ts'
import type { Api } from './api.ts'
import { expectOk } from './api.ts'

const apiVersion = 'source.toolkit.fluxcd.io/v1'

/** Imitates Flux's source controller: serves an archive by HTTP and announces it. */
export interface Source {
  /** Announces the commit that is checked out. */
  readonly publish: () => Promise<string>
  readonly stop: () => Promise<void>
}

export async function startSource(api: Api, repository: string): Promise<Source> {
  const archives = new Map<string, Buffer>()
  const server = createServer((asked, answer) => {
    const archive = archives.get(asked.url ?? '')
    answer.writeHead(archive ? 200 : 404).end(archive)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    publish: async () => {
      const commit = git(repository, 'rev-parse', 'HEAD').trim()
      const path = `/${commit}.tar.gz`
      const archive = pack(repository)
      archives.set(path, archive)
      await announce(api, { url: `${addressOf(server)}${path}`, commit, archive })
      return commit
    },
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      })
  }
}

function addressOf(server: Server): string {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('bug: nobody listens')
  return `http://127.0.0.1:${address.port}`
}

/** The committed files, without those that `.sourceignore` excludes. */
function pack(repository: string): Buffer {
  const files = new Set(git(repository, 'ls-files', '-z').split('\0').filter(Boolean))
  if (existsSync(join(repository, '.sourceignore'))) {
    const flags = ['-z', '--cached', '--ignored', '--exclude-from=.sourceignore']
    for (const file of git(repository, 'ls-files', ...flags).split('\0')) files.delete(file)
  }
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-'))
  const archive = join(folder, 'archive.tar.gz')
  try {
    const input = [...files].join('\0')
    execFileSync('tar', ['-czf', archive, '--null', '--no-recursion', '-T', '-'], {
      cwd: repository,
      input
    })
    return readFileSync(archive)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function announce(
  api: Api,
  { url, commit, archive }: { url: string; commit: string; archive: Buffer }
) {
  const revision = `main@sha1:${commit}`
  const digest = `sha256:${createHash('sha256').update(archive).digest('hex')}`
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z')
  const artifact = { path: url, url, revision, digest, lastUpdateTime: now, size: archive.length }
  const ready = {
    type: 'Ready',
    status: 'True',
    reason: 'Succeeded',
    message: revision,
    lastTransitionTime: now
  }
  const repositories = await api.list({ apiVersion, kind: 'GitRepository', metadata: {} })
  for (const each of repositories) {
    const { generation } = each.metadata as unknown as { generation: number }
    const status = {
      observedGeneration: generation,
      artifact,
      conditions: [{ ...ready, observedGeneration: generation }]
    }
    const path = `${await api.pathOf(each)}/status`
    expectOk(
      await api.send({
        method: 'PATCH',
        path,
        body: { status },
        type: 'application/merge-patch+json'
      }),
      each
    )
  }
}
