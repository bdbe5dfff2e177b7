import { Agent, request as send } from 'node:http'
import { connect, type Socket } from 'node:net'
import { createSecureContext, type SecureContext, connect as secure } from 'node:tls'
import type { Request } from '../../mesh/request.ts'
import type { Translation } from './translate.ts'
import type { Arrived } from './upstream.ts'

export interface Answer {
  /** 200 if the request came through; of what is not HTTP, 403 if the connection was closed. */
  readonly status: number
  readonly arrived?: Arrived
}

export interface Asker {
  readonly ask: (socket: string, request: Request) => Promise<Answer>
  readonly close: () => void
}

/** Asks proxies with the certificate of whoever asks, and keeps a connection for each caller and port. */
export function asker({ certificates }: Translation): Asker {
  const contexts = new Map<string, SecureContext>(
    Object.entries(certificates).map(([principal, { certificate, key }]) => {
      return [principal, createSecureContext({ cert: certificate, key })]
    })
  )
  const opened = async (path: string, request: Request): Promise<Socket> => {
    const socket = await reached(path, request)
    if (request.principal === undefined) return socket
    const context = contexts.get(request.principal)
    if (!context) throw new Error(`${request.principal} has no certificate`)
    return await handshake(socket, context, request)
  }
  const agents = new Map<string, Agent>()
  const agentOf = (path: string, request: Request): Agent => {
    const key = [path, request.principal, request.port, request.ip].join(' ')
    const agent = agents.get(key) ?? pool(() => opened(path, request))
    agents.set(key, agent)
    return agent
  }
  return {
    ask: async (path, request) =>
      request.http
        ? await patiently(agentOf(path, request), request.http)
        : { status: await plain(await opened(path, request)) },
    close: () => {
      for (const agent of agents.values()) agent.destroy()
    }
  }
}

/** One connection for one request after the other. */
function pool(open: () => Promise<Socket>): Agent {
  const createConnection: Agent['createConnection'] = (_, callback) => {
    open().then(
      socket => callback?.(null, socket),
      error => callback?.(error, undefined as never) // there is no socket then
    )
    return undefined
  }
  return Object.assign(new Agent({ keepAlive: true, maxSockets: 1 }), { createConnection })
}

/** iptables would tell the proxy whom the client meant to reach; here, the client does. */
async function reached(path: string, { ip = '10.99.0.1', port }: Request): Promise<Socket> {
  const socket = connect({ path })
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  socket.write(`PROXY TCP4 ${ip} 10.99.0.2 40000 ${port}\r\n`)
  return socket
}

async function handshake(
  socket: Socket,
  secureContext: SecureContext,
  { http }: Request
): Promise<Socket> {
  const through = secure({
    socket,
    secureContext,
    servername: 'outbound_.80_._.pod.svc.cluster.local',
    // Proxies of one mesh trust its root, which here is new in each run.
    rejectUnauthorized: false,
    ALPNProtocols: http ? ['istio-http/1.1', 'istio', 'http/1.1'] : ['istio-peer-exchange', 'istio']
  })
  await new Promise((resolve, reject) => {
    through.once('secureConnect', resolve).once('error', reject)
  })
  return through
}

/**
 * A connection that was kept may close on either side of a proxy just when it is used again, which the proxy
 * itself answers with 503. Who is let in is the same on a new one.
 */
async function patiently(agent: Agent, asked: NonNullable<Request['http']>): Promise<Answer> {
  const answer = await http(agent, asked).catch(error => {
    if (!/ECONNRESET|EPIPE|hang up/.test(String(error))) throw error
    return undefined
  })
  return answer === undefined || answer.status === 503 ? await http(agent, asked) : answer
}

const patience = 60_000

function http(agent: Agent, asked: NonNullable<Request['http']>): Promise<Answer> {
  const { method, path, host = 'pod.svc.cluster.local', headers = {} } = asked
  return new Promise((resolve, reject) => {
    const sent = send({ agent, method, path, headers: { host, ...headers }, timeout: patience })
    sent.on('error', reject).on('timeout', () => sent.destroy(new Error('no answer')))
    sent.on('response', response => {
      const parts: Buffer[] = []
      response.on('data', part => parts.push(part)).on('error', reject)
      response.on('end', () => {
        const { statusCode: status = 0 } = response
        const text = Buffer.concat(parts).toString()
        resolve({ status, ...(text.startsWith('{') && { arrived: JSON.parse(text) as Arrived }) })
      })
    })
    sent.end()
  })
}

/** What no filter for HTTP understands; Envoy may reset a connection that it refuses. */
async function plain(socket: Socket): Promise<number> {
  const parts: Buffer[] = []
  const ended = new Promise<void>((resolve, reject) => {
    socket.on('data', part => parts.push(part)).once('close', () => resolve())
    socket.once('error', error =>
      /ECONNRESET|EPIPE/.test(String(error)) ? resolve() : reject(error)
    )
  })
  socket.write('\0plain\r\n\r\n')
  await ended
  return Buffer.concat(parts).toString() === 'plain' ? 200 : 403
}
