import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inherited } from '../../support/command.ts'

/** A git repository on this machine, which engines fetch from and people push to. */
export interface GitServer {
  readonly url: string
  /** The same by HTTPS, with the certificate of the API server; Argo CD is told addresses of this form only. */
  readonly secure: string
  /** Pushes what is checked out, and returns the commit. */
  readonly push: (repository: string) => Promise<string>
  readonly stop: () => Promise<void>
}

const name = 'tenants.git'

/** Takes the certificate from a folder. */
export async function serveGit(tls: string): Promise<GitServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-git-'))
  const bare = join(folder, name)
  await git('init', '--quiet', '--bare', '--initial-branch=main', bare)
  await git('-C', bare, 'config', 'http.receivepack', 'true')
  const answer = (asked: IncomingMessage, given: ServerResponse) => backend(folder, asked, given)
  const read = (file: string) => readFileSync(join(tls, file))
  const certificate = { cert: read('apiserver.crt'), key: read('apiserver.key') }
  const [plain, secure] = [createHttp(answer), createHttps(certificate, answer)]
  for (const server of [plain, secure])
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${portOf(plain)}/${name}`
  return {
    url,
    secure: `https://127.0.0.1:${portOf(secure)}/${name}`,
    push: async repository => {
      await git('-C', repository, 'push', '--quiet', url, 'HEAD:refs/heads/main')
      return (await git('-C', repository, 'rev-parse', 'HEAD')).trim()
    },
    stop: async () => {
      for (const server of [plain, secure]) {
        server.closeAllConnections()
        await new Promise<void>(resolve => server.close(() => resolve()))
      }
      rmSync(folder, { recursive: true })
    }
  }
}

/** Not in this thread, which is also the server. */
async function git(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { env: { ...inherited() } })
  return stdout
}

function portOf(server: Server): number {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('bug: nobody listens')
  return address.port
}

/** Runs git's own server program, which speaks CGI: https://git-scm.com/docs/git-http-backend. */
function backend(folder: string, asked: IncomingMessage, given: ServerResponse): void {
  const { pathname, search } = new URL(asked.url ?? '/', 'http://git')
  const env = {
    ...inherited(),
    GIT_PROJECT_ROOT: folder,
    GIT_HTTP_EXPORT_ALL: '1',
    REMOTE_USER: 'people',
    REQUEST_METHOD: asked.method ?? 'GET',
    PATH_INFO: pathname,
    QUERY_STRING: search.slice(1),
    CONTENT_TYPE: headerOf(asked, 'content-type'),
    HTTP_CONTENT_ENCODING: headerOf(asked, 'content-encoding'),
    GIT_PROTOCOL: headerOf(asked, 'git-protocol')
  }
  const child = spawn('git', ['http-backend'], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.on('error', () => undefined) // it may have answered before it read everything
  asked.pipe(child.stdin)
  const parts: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => parts.push(part))
  child.on('close', () => respond(Buffer.concat(parts), given))
}

function headerOf({ headers }: IncomingMessage, key: string): string {
  return String(headers[key] ?? '')
}

function respond(said: Buffer, given: ServerResponse): void {
  const end = said.indexOf('\r\n\r\n')
  const lines = said.subarray(0, end).toString().split('\r\n')
  const headers = lines.map(line => /^([^:]+): (.*)$/.exec(line)?.slice(1) ?? [])
  const { Status = '200', ...rest } = Object.fromEntries(headers) as Record<string, string> // of two texts each
  given.writeHead(Number.parseInt(Status, 10), rest).end(said.subarray(end + 4))
}
