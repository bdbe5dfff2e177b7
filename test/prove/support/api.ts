import { Agent, request } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Account, Identity } from '../../../scripts/prove/account.ts'
import type { Plane } from '../../../scripts/prove/control-plane.ts'
import type { Thing } from '../../overlay/thing.ts'

export interface Answer {
  readonly status: number
  readonly body: Thing & { readonly message?: string }
}

/** Refers to an object or, with an empty name, to all objects of a kind. */
export interface Ref {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name?: string; readonly namespace?: string }
}

/** An HTTP request. */
interface Wish {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly type?: string
}

/** A client of the API server with one identity. */
export interface Api {
  readonly send: (wish: Wish) => Promise<Answer>
  readonly get: (ref: Ref) => Promise<Thing | undefined>
  readonly list: (ref: Ref) => Promise<Thing[]>
  /** Applies on the server side, with force, as a field manager. */
  readonly apply: (thing: Thing, manager?: string) => Promise<Answer>
  readonly create: (thing: Thing) => Promise<Answer>
  readonly replace: (thing: Thing) => Promise<Answer>
  /** Leaves fields that the patch does not mention. */
  readonly merge: (ref: Ref, patch: object, part?: string) => Promise<Answer>
  readonly remove: (ref: Ref) => Promise<Answer>
  /** Calls back for each existing object and for every change, until it is stopped. */
  readonly watch: (ref: Ref, changed: (thing: Thing) => void) => () => void
  /** The same server with another identity. */
  readonly as: (identity: Identity) => Api
  readonly pathOf: (ref: Ref) => Promise<string>
}

/** Connects with a token. If it is invalid, the server says so. */
export function connect(plane: Plane, account: Account): Api {
  const agent = new Agent({ keepAlive: true, maxSockets: 16, ca: plane.certificate })
  const authorization = `Bearer ${plane.tokens[account]}`
  return apiOf({ agent, url: plane.url, headers: { authorization }, resources: new Map() })
}

interface Line {
  readonly agent: Agent
  readonly url: string
  readonly headers: Readonly<Record<string, string | string[]>>
  /** The resources of each API group version, fetched on first use. */
  readonly resources: Map<string, Promise<readonly Resource[]>>
}

interface Resource {
  readonly name: string
  readonly kind: string
  readonly namespaced: boolean
}

function apiOf(line: Line): Api {
  const send = (wish: Wish) => exchange(line, wish)
  const pathOf = (ref: Ref) => pathTo(line, ref)
  const at = async (method: string, ref: Ref, rest: Partial<Wish> & { query?: string } = {}) => {
    const { query = '', ...wish } = rest
    return send({ method, path: `${await pathOf(ref)}${query}`, ...wish })
  }
  return {
    send,
    pathOf,
    get: async ref => {
      const { status, body } = await at('GET', ref)
      if (status === 404) return undefined
      return expectOk({ status, body }, ref)
    },
    list: async ref => {
      const { items } = expectOk(await at('GET', ref), ref)
      // A list has the kind only once, not in each item.
      return (items as Thing[]).map(item => ({
        ...item,
        apiVersion: ref.apiVersion,
        kind: ref.kind
      }))
    },
    apply: (thing, manager = 'kustomize-controller') =>
      at('PATCH', thing, {
        query: `?fieldManager=${manager}&force=true`,
        body: thing,
        type: 'application/apply-patch+yaml'
      }),
    create: thing => at('POST', unnamed(thing), { body: thing }),
    replace: thing => at('PUT', thing, { body: thing }),
    merge: (ref, body, part = '') =>
      at('PATCH', ref, { query: part, body, type: 'application/merge-patch+json' }),
    remove: ref => at('DELETE', ref),
    watch: (ref, changed) => follow(line, ref, changed),
    as: ({ user, groups }) => {
      const impersonation = { 'impersonate-user': user, 'impersonate-group': [...groups] }
      return apiOf({ ...line, headers: { ...line.headers, ...impersonation } })
    }
  }
}

function unnamed({ apiVersion, kind, metadata: { namespace } }: Ref): Ref {
  return { apiVersion, kind, metadata: namespace === undefined ? {} : { namespace } }
}

export function expectOk({ status, body }: Answer, ref: Ref): Thing {
  if (status < 300) return body
  const { namespace = '', name = '' } = ref.metadata
  throw new Error(`${ref.kind} ${namespace}/${name}: ${status} ${body.message}`)
}

async function pathTo(line: Line, { apiVersion, kind, metadata }: Ref): Promise<string> {
  const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
  const known = line.resources.get(base) ?? discover(line, base)
  line.resources.set(base, known)
  const resource = (await known).find(each => each.kind === kind && !each.name.includes('/'))
  if (!resource) {
    line.resources.delete(base)
    throw new Error(`the server knows no ${kind} of ${apiVersion}`)
  }
  const { name, namespace } = metadata
  const place = resource.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : ''
  return `${base}${place}/${resource.name}${name ? `/${encodeURIComponent(name)}` : ''}`
}

async function discover(line: Line, path: string): Promise<readonly Resource[]> {
  const { status, body } = await exchange(line, { method: 'GET', path })
  return status === 200 ? (body.resources as Resource[]) : []
}

/**
 * Retries while the server says that a new kind is not ready yet, or, where that is safe, that it took too
 * long, as it may with large CRDs on a busy machine.
 */
async function exchange(line: Line, wish: Wish): Promise<Answer> {
  const passing = wish.method === 'POST' ? [429] : [429, 504]
  for (let left = 100; ; left--) {
    const answer = await once(line, wish)
    if (!passing.includes(answer.status) || left === 0) return answer
    await sleep(100)
  }
}

function once({ agent, url, headers }: Line, { method, path, body, type }: Wish) {
  return new Promise<Answer>((resolve, reject) => {
    const kind = { 'content-type': type ?? 'application/json' }
    const options = { method, agent, headers: { ...headers, ...kind, accept: 'application/json' } }
    const asked = request(`${url}${path}`, options, response => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(parts).toString()
        resolve({
          status: response.statusCode ?? 0,
          body: text.startsWith('{') ? JSON.parse(text) : { message: text }
        })
      })
    })
    asked.on('error', reject)
    asked.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

/** Reads a stream of lines, and reconnects when the server ends it. */
function follow(line: Line, ref: Ref, changed: (thing: Thing) => void): () => void {
  let stopped = false
  let end = () => {}
  const open = async () => {
    const path = await pathTo(line, ref)
    const { agent: _, ...rest } = line
    const ca = line.agent.options.ca
    if (stopped) return
    const asked = request(
      `${line.url}${path}?watch=true`,
      { headers: rest.headers, ...(ca && { ca }) },
      response => {
        response.on('close', again)
        // Until the kind is established, the server sends an error, which is not an event.
        if (response.statusCode !== 200) return void response.resume()
        let text = ''
        response.on('data', (part: Buffer) => {
          const lines = `${text}${part}`.split('\n')
          text = lines.pop() ?? ''
          for (const each of lines) {
            const { type, object } = JSON.parse(each)
            if (type !== 'ERROR') changed(object)
          }
        })
      }
    )
    asked.on('error', again)
    asked.end()
    end = () => void asked.destroy()
  }
  const again = () => {
    if (!stopped) setTimeout(() => void open(), 200)
  }
  void open()
  return () => {
    stopped = true
    end()
  }
}
