import { parseArn } from '../../aws/arn.ts'
import type { Path } from '../../yaml/parse.ts'

/** What a key of an old `params.env` means in a cluster's file. */
export type Meaning =
  | { readonly kind: 'field'; readonly of: (value: string) => readonly Field[] }
  /** It belongs in the secret store: below what, and under which name. */
  | { readonly kind: 'secret'; readonly place: Place; readonly property: string }
  | { readonly kind: 'gone'; readonly why: string }

export type Field = readonly [path: Path, value: string | number]

/** A field of the cluster's file that says where secrets are, and what is below it. */
export type Place = 'database' | 'auth' | 'connectors' | 'passwords' | 'pipelines' | 'nowhere'

/** The value, or what it is in other words. */
export function field(
  path: Path,
  convert: (value: string) => string | number = value => value
): Meaning {
  return { kind: 'field', of: value => [[path, convert(value)]] }
}

/** An ARN, which also says whose it is. */
export function arn(path: Path, convert = (_resource: string, text: string) => text): Meaning {
  return {
    kind: 'field',
    of: text => {
      const found = parseArn(text)
      if (!found) return [[path, text]]
      return [
        [path, convert(found.resource, text)],
        [['aws', 'account'], found.account],
        [['aws', 'region'], found.region]
      ]
    }
  }
}

export function secret(place: Place, property: string): Meaning {
  return { kind: 'secret', place, property }
}

export function gone(why: string): Meaning {
  return { kind: 'gone', why }
}

/** The same for several keys. */
export function all(meaning: Meaning, keys: readonly string[]): Readonly<Record<string, Meaning>> {
  return Object.fromEntries(keys.map(key => [key, meaning]))
}

/** Host and port; without one, that of LDAP over TLS, or of plain LDAP where that is said. */
export function endpoint(text: string): string {
  const [, scheme = '', rest = ''] = /^([a-z]+:\/\/)?([^/]*)/i.exec(text) ?? []
  return /:\d+$/.test(rest) ? rest : `${rest}:${/^ldap:/i.test(scheme) ? 389 : 636}`
}

/** Behind it, programs look for the rest. */
export function issuer(text: string): string {
  return text.replace(/\/\.well-known\/openid-configuration\/?$/, '').replace(/\/$/, '')
}

export function minutes(text: string): string {
  return /^\d+$/.test(text) ? `${text}m` : text
}
