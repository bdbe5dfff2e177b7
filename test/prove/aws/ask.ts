import { region } from './emulator.ts'
import { type Credentials, send } from './sign.ts'

/** What a pod shows: a token of its service account. */
export interface Token {
  readonly iss: string
  readonly aud: string
  readonly sub: string
}

export type Tags = Readonly<Record<string, string>>

export interface Aws {
  /** What a role gives whoever has a token, or nothing. */
  readonly assume: (role: string, token: Token) => Promise<Credentials | undefined>
  /** Whether an administrator of the account gets the role, without a token. */
  readonly assumeAlone: (role: string) => Promise<boolean>
  /** What a role gives EKS for a pod, with these tags of the session. */
  readonly assumeFor: (role: string, tags: Tags) => Promise<Credentials | undefined>
  /** What an administrator makes in IAM. */
  readonly create: (action: string, form: Readonly<Record<string, string>>) => Promise<string>
  /** A key of a user, as an administrator makes it. */
  readonly keyOf: (user: string) => Promise<Credentials>
  readonly s3: (by: Credentials, method: string, path: string) => Promise<boolean>
  /** What an administrator makes in S3 and Secrets Manager. */
  readonly makeBucket: (name: string) => Promise<boolean>
  readonly makeSecret: (name: string) => Promise<boolean>
  readonly readSecret: (by: Credentials, name: string) => Promise<boolean>
}

/** The administrator of the emulator's account. */
export const root: Credentials = { key: 'test', secret: 'test' }

export function awsAt(url: string): Aws {
  const create: Aws['create'] = async (action, form) => {
    const body = bodyOf('iam', { Action: action, ...form })
    const call = { service: 'iam', method: 'POST', url, headers: encoding, body }
    const answer = await send(call, root)
    const text = await answer.text()
    if (!isYes(answer.status, text)) throw new Error(`an administrator may not ${action}`)
    return text
  }
  const assumeFor: Aws['assumeFor'] = async (role, tags) => {
    const form = { Action: 'AssumeRole', RoleArn: role, RoleSessionName: 'pod', ...listed(tags) }
    const call = { service: 'sts', method: 'POST', url, headers: encoding }
    const answer = await send({ ...call, body: bodyOf('sts', form) }, root)
    const text = await answer.text()
    return isYes(answer.status, text) ? credentialsIn(text) : undefined
  }
  return {
    assume: async (role, token) => {
      const form = { RoleArn: role, RoleSessionName: 'pod', WebIdentityToken: encoded(token) }
      const body = bodyOf('sts', { Action: 'AssumeRoleWithWebIdentity', ...form })
      const answer = await fetch(url, { method: 'POST', headers: encoding, body })
      const text = await answer.text()
      return isYes(answer.status, text) ? credentialsIn(text) : undefined
    },
    assumeAlone: async role => (await assumeFor(role, {})) !== undefined,
    assumeFor,
    create,
    keyOf: async user => credentialsIn(await create('CreateAccessKey', { UserName: user })),
    s3: async (by, method, path) => {
      const body = method === 'PUT' ? { body: 'x' } : {}
      return yes(await send({ service: 's3', method, url: `${url}${path}`, ...body }, by))
    },
    makeBucket: async name => {
      const body = `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`
      return yes(await send({ service: 's3', method: 'PUT', url: `${url}/${name}`, body }, root))
    },
    makeSecret: name => secret('CreateSecret', { Name: name, SecretString: 'nothing' }, root),
    readSecret: (by, name) => secret('GetSecretValue', { SecretId: name }, by)
  }

  async function secret(action: string, fields: object, by: Credentials): Promise<boolean> {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `secretsmanager.${action}`
    }
    const body = JSON.stringify(fields)
    return yes(await send({ service: 'secretsmanager', method: 'POST', url, headers, body }, by))
  }
}

function listed(tags: Tags): Tags {
  const pairs = Object.entries(tags).flatMap(([key, value], index) => [
    [`Tags.member.${index + 1}.Key`, key],
    [`Tags.member.${index + 1}.Value`, value]
  ])
  return Object.fromEntries(pairs)
}

async function yes(answer: Response): Promise<boolean> {
  return isYes(answer.status, await answer.text())
}

/** Whatever is neither yes nor no is a mistake of the question. */
function isYes(status: number, text: string): boolean {
  if (status < 300) return true
  // AWS knows no key of somebody who is gone.
  if (/AccessDenied|not authorized|InvalidAccessKeyId/i.test(text)) return false
  throw new Error(`the emulator answers by ${status}: ${text.slice(0, 300)}`)
}

const encoding = { 'content-type': 'application/x-www-form-urlencoded' }
const versions = { sts: '2011-06-15', iam: '2010-05-08' }

function bodyOf(service: keyof typeof versions, form: Readonly<Record<string, string>>): string {
  return new URLSearchParams({ ...form, Version: versions[service] }).toString()
}

function credentialsIn(text: string): Credentials {
  const value = (name: string) => new RegExp(`<${name}>([^<]+)<`).exec(text)?.[1]
  const [key, secret, session] = ['AccessKeyId', 'SecretAccessKey', 'SessionToken'].map(value)
  if (!key || !secret) throw new Error(`these are no credentials: ${text.slice(0, 300)}`)
  return { key, secret, ...(session !== undefined && { session }) }
}

/** The emulator does not verify who signed a token. */
function encoded({ iss, aud, sub }: Token): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256' })}.${part({ iss: `https://${iss}`, aud, sub })}.x`
}
