import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Link } from '../../src/cluster/dashboard.ts'
import type { ComponentName } from '../../src/kubeflow/components.ts'
import type { DocumentationLink, MenuEntry } from '../../src/kubeflow/dashboard.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'
import { namespace, texts, variables } from './kubeflow-namespace.ts'

/**
 * The start page. Hiding its button for creating a namespace is not enough, because anybody signed in
 * can send the request, so the mesh refuses it too.
 */
export const dashboard: Component = {
  name: 'dashboard',
  after: ['profiles', 'auth'],
  upstream: true,
  values: cluster => {
    const { app, ...page } = releaseOf(cluster.release).dashboard
    return {
      ...plain,
      patches: [...settings(cluster), ...links(cluster)],
      objects: [readOnly(cluster, { ...page, policy: 'closed-registration', selector: { app } })]
    }
  }
}

interface Served {
  readonly policy: string
  readonly selector: Readonly<Record<string, string>>
  readonly port: number
  readonly registration: string
}

/**
 * Denies every request that changes something, except registration where the cluster's file opens it. A
 * list of the denied paths would not do, because servers accept other spellings, such as capital letters.
 */
export function readOnly({ dashboard }: Cluster, served: Served): Manifest {
  const { policy: name, selector, port, registration } = served
  const operation = {
    ports: [String(port)],
    notMethods: ['GET', 'HEAD', 'OPTIONS'],
    ...(dashboard.open && { notPaths: [registration] })
  }
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name, namespace },
    spec: {
      action: 'DENY',
      selector: { matchLabels: selector },
      rules: [{ to: [{ operation }] }]
    }
  }
}

function settings({ release, header, prefix, dashboard }: Cluster): Manifest[] {
  const { name, settings, variables: names } = releaseOf(release).dashboard
  const program = { name, container: name }
  const logout = { [names.logout]: dashboard.logout }
  const others = {
    [names.header]: header,
    [names.prefix]: prefix,
    [names.registration]: String(dashboard.open)
  }
  return settings === null
    ? [variables(program, { ...others, ...logout })]
    : [variables(program, logout), texts(settings, others)]
}

/** The menu is one text, so additional links, or fewer components, have to repeat all of it. */
function links({ release, components, dashboard: { links } }: Cluster): Manifest[] {
  const { links: name, ...usual } = releaseOf(release).dashboard
  const isThere = ({ component }: { readonly component: ComponentName | null }) =>
    component === null || components[component] !== 'off'
  if (links.length === 0 && usual.menu.every(isThere)) return []
  const menu = usual.menu.filter(isThere)
  const documentation = usual.documentation.filter(isThere).map(page)
  const quick = usual.quick.filter(isThere).map(page)
  const of = (place: Link['place']) => links.filter(link => link.place === place)
  const entry = ({ name, url, description }: Link) => ({ text: name, link: url, desc: description })
  const text = JSON.stringify(
    {
      menuLinks: menu.map(menuLink),
      externalLinks: of('menu').map(({ name, url }) => {
        return { type: 'item', iframe: false, text: name, link: url, icon: 'launch' }
      }),
      documentationItems: [...of('documentation').map(entry), ...documentation],
      quickLinks: [...of('quick').map(entry), ...quick]
    },
    null,
    2
  )
  return [texts(name, { links: `${text}\n` })]
}

function page({ text, link, desc }: DocumentationLink): object {
  return { text, link, desc }
}

function menuLink({ text, icon, link, items }: MenuEntry): object {
  if (items.length === 0) return { type: 'item', text, icon, link }
  return { type: 'section', text, icon, items: items.map(item => ({ type: 'item', ...item })) }
}
