import { BlockList, isIPv6 } from 'node:net'
import { namespaceOf, type Request } from './request.ts'

/** An attribute of a request in Istio: its name, how it is compared, and whether TCP has it too. */
export interface Attribute {
  readonly http: boolean
  readonly value: (request: Request) => string | undefined
  readonly matches: (pattern: string, value: string) => boolean
}

/** An exact match, or with a star at either end; a star alone only requires a value. */
function text(pattern: string, value: string): boolean {
  if (pattern === '*') return value !== ''
  if (pattern.endsWith('*')) return value.startsWith(pattern.slice(0, -1))
  return pattern.startsWith('*') ? value.endsWith(pattern.slice(1)) : pattern === value
}

const anyCase: Attribute['matches'] = (pattern, value) =>
  text(pattern.toLowerCase(), value.toLowerCase())

function within(range: string, ip: string): boolean {
  const [address = '', bits] = range.split('/')
  const family = isIPv6(address) ? 'ipv6' : 'ipv4'
  const list = new BlockList()
  list.addSubnet(
    address,
    bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits),
    family
  )
  return list.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4')
}

function attribute(
  value: Attribute['value'],
  { http = false, matches = text }: Partial<Attribute> = {}
): Attribute {
  return { value, http, matches }
}

const http = { http: true }
const principal = attribute(request => request.principal)
const namespace = attribute(request => namespaceOf(request.principal))
const subject = attribute(request => request.requestPrincipal, http)
const ip = attribute(request => request.ip, { matches: within })
const port = attribute(request => String(request.port))

/** The fields of sources and operations; `notX` negates X. */
export const fields: Readonly<Record<string, Attribute>> = {
  principals: principal,
  requestPrincipals: subject,
  namespaces: namespace,
  ipBlocks: ip,
  hosts: attribute(request => request.http?.host, { ...http, matches: anyCase }),
  ports: port,
  methods: attribute(request => request.http?.method, http),
  // Istio compares the path without its query.
  paths: attribute(request => request.http?.path.split('?')[0], http)
}

/** The attribute that a condition's key refers to. */
export function attributeOf(key: string): Attribute {
  const [, name = key, inner = ''] = /^([a-z.]+)\[(.+)\]$/.exec(key) ?? []
  const known: Readonly<Record<string, Attribute>> = {
    'request.headers': attribute(request => request.http?.headers?.[inner.toLowerCase()], http),
    'request.auth.claims': attribute(request => request.claims?.[inner], http),
    'request.auth.principal': subject,
    'source.ip': ip,
    'source.namespace': namespace,
    'source.principal': principal,
    'destination.port': port
  }
  const found = known[name]
  if (found) return found
  throw new Error(`no condition here asks for ${key}`)
}
