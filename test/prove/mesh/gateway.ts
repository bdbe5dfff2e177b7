import type { Request } from '../../mesh/request.ts'
import { at, list, type Thing } from '../../overlay/thing.ts'
import type { Answer } from './ask.ts'
import { type Issuer, makeIssuer } from './token.ts'

/** Somebody who sends a request to a gateway. */
interface Sender {
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
  /** Who the gateway has to say that it is; without one, it is nobody. */
  readonly is?: string
}

/** A request to a gateway, and what may arrive behind it. */
export interface Sent {
  readonly name: string
  readonly request: Request
  readonly is?: string
  /** Open to whoever is not signed in, as it arrives. */
  readonly open: readonly RegExp[]
  /** Whether somebody who is signed in has to get through. */
  readonly leads: boolean
  /** Until Envoy 1.40, nobody takes the token out of what a browser asks before a request, and no browser sends one in it. */
  readonly mayShow: boolean
}

export interface Site {
  /** By the label `app` of the gateway. */
  readonly gateway: string
  readonly port: number
  readonly policies: readonly Thing[]
  readonly issuer: Issuer
  readonly header: string
  /** Each host with its paths. */
  readonly paths: Readonly<Record<string, readonly string[]>>
  readonly open: readonly RegExp[]
}

/** Every sender, with and without a header that says that it is somebody else, by every method and path. */
export function sent(site: Site): Sent[] {
  const senders = sendersOf(site)
  const methods = ['GET', 'OPTIONS']
  return Object.entries(site.paths).flatMap(([host, paths]) =>
    paths.flatMap(path =>
      senders.flatMap(sender =>
        forgeries(site.header).flatMap(([forgery, forged]) =>
          methods.map(method => ({
            name: `${method} ${host}${path}, ${sender.name}${forgery}`,
            request: {
              port: site.port,
              http: {
                method,
                path,
                host,
                headers: { ...forged, ...asking(method), ...sender.headers }
              }
            },
            open: site.open,
            mayShow: method === 'OPTIONS' && site.gateway !== ingress,
            leads: method !== 'OPTIONS' && !/\.\.|%|^\/oauth2/.test(path),
            ...(sender.is !== undefined && { is: sender.is })
          }))
        )
      )
    )
  )
}

/** What a browser asks before it sends a request to another site. */
function asking(method: string): Readonly<Record<string, string>> {
  if (method !== 'OPTIONS') return {}
  return { origin: 'https://elsewhere.example.com', 'access-control-request-method': 'GET' }
}

function forgeries(
  header: string
): readonly (readonly [string, Readonly<Record<string, string>>])[] {
  return [
    ['', {}],
    [', as alice', { [header]: 'alice@example.com' }],
    [', as Alice', { [header.toUpperCase()]: 'alice@example.com', 'kubeflow-groups': 'admins' }],
    [', as nobody, verified', { [header]: '', 'kubeflow-email-verified': 'true' }]
  ]
}

/** By each issuer that the gateway trusts: what is right, and what is wrong in one point. */
function sendersOf({ gateway, policies, issuer, header }: Site): Sender[] {
  const stranger = makeIssuer()
  const rules = policies
    .filter(({ kind, spec }) => {
      return (
        kind === 'RequestAuthentication' && at(spec, 'selector', 'matchLabels', 'app') === gateway
      )
    })
    .flatMap(({ spec }) => list(spec, 'jwtRules'))
  const signed = (name: string, token: string, is?: string): Sender => {
    return { name, headers: { authorization: `Bearer ${token}` }, ...(is !== undefined && { is }) }
  }
  const known = rules.flatMap(rule => {
    const [aud] = rule.audiences as string[]
    const { claim } = list(rule, 'outputClaimToHeaders').find(each => each.header === header) ?? {}
    const isPerson = claim !== 'sub'
    const is = isPerson ? 'mallory@example.com' : 'system:serviceaccount:mallory:default-editor'
    const verified = isPerson ? { email_verified: true } : {}
    const claims = { iss: rule.issuer, aud, sub: is, [String(claim)]: is, ...verified }
    const who = isPerson ? 'a person' : 'a machine'
    return [
      signed(who, issuer.token(claims), is),
      signed(`${who} for another audience`, issuer.token({ ...claims, aud: 'elsewhere' })),
      signed(`${who} of yesterday`, issuer.token({ ...claims, exp: 1_700_000_000 })),
      signed(`${who} of another issuer`, issuer.token({ ...claims, iss: 'https://elsewhere' })),
      signed(`${who} with a key of their own`, stranger.token(claims)),
      ...(isPerson
        ? [signed('a person unverified', issuer.token({ ...claims, email_verified: false }))]
        : [])
    ]
  })
  const session = known.filter(({ name }) => name === 'a person').map(asSession)
  return [{ name: 'nobody', headers: {} }, ...known, ...(gateway === ingress ? session : [])]
}

export const ingress = 'istio-ingressgateway'

function asSession({ headers, ...sender }: Sender): Sender {
  const token = headers.authorization?.slice('Bearer '.length)
  return {
    ...sender,
    name: 'a browser that is signed in',
    headers: { cookie: `_oauth2_proxy=${token}` }
  }
}

/** What is wrong with what arrived behind a gateway. */
export function faultOf(
  { is, open, leads, mayShow }: Sent,
  answer: Answer,
  header: string
): string | undefined {
  const { status, arrived } = answer
  if (!arrived) {
    return is !== undefined && leads && status !== 404 ? `is refused by ${status}` : undefined
  }
  const said = arrived.headers[header]
  if (said !== undefined && said !== is) return `arrives as ${said}`
  const place = `${arrived.headers.host}${arrived.path}`
  const isOpen = open.some(pattern => pattern.test(place))
  const secrets = isOpen ? ['authorization', 'cookie'] : ['authorization']
  const shows = secrets.filter(name => arrived.headers[name] !== undefined)
  if (!isOpen && said === undefined) return `arrives as nobody at ${place}`
  const isProgram = !isOpen || /predictor/.test(place)
  return isProgram && !mayShow && shows[0] !== undefined ? `shows its ${shows[0]}` : undefined
}
