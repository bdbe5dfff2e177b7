import { createHash, createHmac } from 'node:crypto'
import { region } from './emulator.ts'

export interface Credentials {
  readonly key: string
  readonly secret: string
  readonly session?: string
}

/** A call of AWS; the path and the query contain nothing that has to be encoded twice. */
export interface Call {
  readonly service: string
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Sends a call with a signature of version 4. */
export function send(
  { service, method, url, headers = {}, body = '' }: Call,
  by: Credentials
): Promise<Response> {
  const { host, pathname, searchParams } = new URL(url)
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
  const signed: Record<string, string> = {
    ...headers,
    host,
    'x-amz-content-sha256': sha256(body),
    'x-amz-date': time,
    ...(by.session !== undefined && { 'x-amz-security-token': by.session })
  }
  const names = Object.keys(signed).sort()
  const query = [...searchParams].sort().map(pair => pair.map(encodeURIComponent).join('='))
  const request = [
    method,
    pathname,
    query.join('&'),
    ...names.map(name => `${name}:${signed[name]}`),
    '',
    names.join(';'),
    sha256(body)
  ].join('\n')
  const scope = [time.slice(0, 8), region, service, 'aws4_request']
  const text = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(request)].join('\n')
  const key = scope.reduce((inner: string | Buffer, part) => hmac(inner, part), `AWS4${by.secret}`)
  const authorization = [
    `AWS4-HMAC-SHA256 Credential=${by.key}/${scope.join('/')}`,
    `SignedHeaders=${names.join(';')}`,
    `Signature=${hmac(key, text).toString('hex')}`
  ].join(', ')
  const { host: _, ...rest } = signed
  return fetch(url, { method, headers: { ...rest, authorization }, ...(body !== '' && { body }) })
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
