import { createServer as createHttp, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer, type Socket } from 'node:net'
import { socketsIn } from './translate.ts'

/** A request as it came out of a proxy. */
export interface Arrived {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
}

/** What stands behind every proxy: a program that tells what arrived, and one that plays oauth2-proxy. */
export async function startUpstream(folder: string): Promise<() => Promise<void>> {
  const { upstream, authorizer } = socketsIn(folder)
  const stops = [await listen(upstream, tell), await listen(authorizer, authorize)]
  return async () => {
    for (const stop of stops) await stop()
  }
}

const tell: RequestListener = (request, response) => {
  const { method = '', url = '', headers } = request
  response.end(JSON.stringify({ method, path: url, headers }))
}

/** Gives the token of a session to whoever has its cookie, which here is the token itself. */
const authorize: RequestListener = (request, response) => {
  const token = cookieOf(request)
  if (token === undefined) response.writeHead(401).end()
  else response.writeHead(200, { authorization: `Bearer ${token}` }).end()
}

function cookieOf({ headers }: IncomingMessage): string | undefined {
  return /_oauth2_proxy=([^;]+)/.exec(headers.cookie ?? '')?.[1]
}

/** The first byte of what is not HTTP is a zero here. */
async function listen(path: string, answer: RequestListener): Promise<() => Promise<void>> {
  // A proxy would take a connection that was closed a moment ago for a program that does not answer.
  const http = createHttp({ keepAliveTimeout: 0, requestTimeout: 0 }, answer)
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    socket.once('data', first => {
      if (first[0] === 0) {
        socket.end('plain')
        return
      }
      socket.pause()
      socket.unshift(first)
      http.emit('connection', socket)
      socket.resume()
    })
  })
  await new Promise<void>(resolve => server.listen(path, resolve))
  return async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise(resolve => server.close(resolve))
  }
}
