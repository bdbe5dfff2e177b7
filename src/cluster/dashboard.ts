import type { Static } from 'typebox'
import { choice, fields, list, text } from '../schema/fields.ts'
import { filled } from '../schema/filled.ts'
import { identity } from './identity.ts'

const link = fields(
  {
    name: text('line', {
      description: 'What people read on the page.',
      examples: ['Use of resources']
    }),
    url: text('https', {
      description: 'The page that the link opens. Its address begins with `https://`.',
      examples: ['https://grafana.example.com']
    }),
    place: choice(['menu', 'documentation', 'quick'], {
      description:
        'Where on the page it is: in the menu at the side, among the documentation, or among the ' +
        'shortcuts.',
      default: 'menu'
    }),
    description: text('line', {
      description:
        'A line below the name, which the menu has no room for. Without it there is none.',
      examples: ['Our own pages']
    })
  },
  { required: ['name', 'url'], description: 'A link on the first page of Kubeflow.' }
)

export const dashboard = fields(
  {
    links: list(link, {
      description:
        'Links of your own, besides those that Kubeflow has: monitoring, a wiki, where to ask. ' +
        'Without any, the page stays as Kubeflow has it.',
      examples: [[{ name: 'Use of resources', url: 'https://grafana.example.com' }]]
    })
  },
  {
    description:
      'The first page that people see in Kubeflow. Without it, the page stays as Kubeflow has it.',
    examples: [
      {
        links: [
          { name: 'Use of resources', url: 'https://grafana.example.com' },
          { name: 'Wiki', url: 'https://wiki.example.com', place: 'documentation' }
        ]
      }
    ]
  }
)

export interface Dashboard {
  /** Whether people may create their own namespace with a button. */
  readonly open: boolean
  readonly links: readonly Link[]
  /** Where "log out" leads, to end the sessions of both the gateway and the provider. */
  readonly logout: string
}

export interface Link {
  readonly name: string
  readonly url: string
  readonly place: 'menu' | 'documentation' | 'quick'
  readonly description: string | null
}

interface Sections {
  readonly dashboard?: Static<typeof dashboard>
  readonly domain: string
  readonly identity?: Static<typeof identity>
}

export function dashboardOf(file: Sections): Dashboard {
  return {
    open: filled(identity, file.identity).registration === 'open',
    links: (file.dashboard?.links ?? []).map(written => filled(link, written)),
    logout: logoutOf(file)
  }
}

/** Cognito keeps a session of its own, which would sign the person in again at once. */
function logoutOf({ identity, domain }: Sections): string {
  const out = '/oauth2/sign_out'
  const cognito = identity?.provider?.cognito
  if (!cognito) return out
  const { clientId, domain: page } = cognito
  const back = encodeURIComponent(`https://${domain}/`)
  const rest = `https://${page}/logout?client_id=${clientId}&logout_uri=${back}`
  return `${out}?rd=${encodeURIComponent(rest)}`
}
