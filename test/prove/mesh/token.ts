import { generateKeyPairSync, sign } from 'node:crypto'

/** Issues tokens for every issuer that a cluster trusts. */
export interface Issuer {
  readonly jwks: string
  readonly token: (claims: Readonly<Record<string, unknown>>) => string
}

export function makeIssuer(): Issuer {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { kty, n, e } = publicKey.export({ format: 'jwk' })
  const head = encoded({ alg: 'RS256', kid: 'one', typ: 'JWT' })
  return {
    jwks: JSON.stringify({ keys: [{ kty, n, e, kid: 'one', alg: 'RS256', use: 'sig' }] }),
    token: claims => {
      const text = `${head}.${encoded({ exp: Math.floor(Date.now() / 1000) + 3600, ...claims })}`
      return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
    }
  }
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
