import type { Static } from 'typebox'
import type { ClusterFile } from '../cluster.ts'
import { choice, fields, list, text } from '../fields.ts'

const link = fields(
  {
    name: text('line'),
    url: text('https'),
    place: choice(['menu', 'documentation', 'quick'], {
      description: 'Beside the pages, among the documentation, or among the shortcuts',
      default: 'menu'
    }),
    description: text('line')
  },
  { required: ['name', 'url'] }
)

export const dashboard = fields(
  { links: list(link, { description: 'Where else people may want to go' }) },
  { description: 'The first page' }
)

export interface Dashboard {
  /** Whether people may make a namespace of their own by a button. */
  readonly open: boolean
  readonly links: readonly Link[]
  /** Where a click on "log out" leads: out of the gateway's session, and the provider's. */
  readonly logout: string
}

export interface Link {
  readonly name: string
  readonly url: string
  readonly place: 'menu' | 'documentation' | 'quick'
  readonly description: string
}

export function dashboardOf(file: ClusterFile): Dashboard {
  return {
    open: file.identity.registration === 'open',
    links: (file.dashboard?.links ?? []).map(linkOf),
    logout: logoutOf(file)
  }
}

function linkOf({ name, url, place, description }: Static<typeof link>): Link {
  return { name, url, place: place ?? 'menu', description: description ?? '' }
}

/** Cognito has a session of its own, which would let the person in again at once. */
function logoutOf({ identity: { provider }, domain }: ClusterFile): string {
  const out = '/oauth2/sign_out'
  if (!provider.cognito) return out
  const { clientId, domain: page } = provider.cognito
  const back = encodeURIComponent(`https://${domain}/`)
  const rest = `https://${page}/logout?client_id=${clientId}&logout_uri=${back}`
  return `${out}?rd=${encodeURIComponent(rest)}`
}
