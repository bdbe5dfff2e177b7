import type { Static } from 'typebox'
import { type ComponentName, componentNames, components as table } from '../kubeflow/components.ts'
import { choice, either, fields } from '../schema/fields.ts'
import { filled } from '../schema/filled.ts'
import type { Path } from '../yaml/node.ts'

/** Whether Tenantry installs a component, somebody else does, or nobody. */
export type Upkeep = 'managed' | 'external' | 'off'

export type Components = Readonly<Record<ComponentName, Upkeep>>

const map = fields(
  {
    network: component('network'),
    certificates: component('certificates'),
    mesh: component('mesh'),
    roles: component('roles'),
    auth: component('auth'),
    profiles: component('profiles'),
    dashboard: component('dashboard'),
    pipelines: component('pipelines'),
    katib: component('katib'),
    notebooks: component('notebooks'),
    serving: component('serving'),
    training: component('training')
  },
  {
    instead: {
      istio: 'mesh',
      'cert-manager': 'certificates',
      'oauth2-proxy': 'auth',
      knative: 'serving',
      kserve: 'serving',
      trainer: 'training',
      spark: 'training',
      jupyter: 'notebooks',
      centraldashboard: 'dashboard',
      dex: 'write it under `identity.provider`, which decides whether there is Dex',
      guards: 'the field `guards` at the top of the file says what they do',
      ingress: 'the field `ingress` at the top of the file decides about it',
      monitoring: 'the field `monitoring` at the top of the file decides about it'
    },
    description:
      'For each component, who installs it: Tenantry (`managed`), somebody else (`external`), or ' +
      'nobody (`off`).',
    examples: [{ certificates: 'external', katib: 'off' }]
  }
)

function component(name: ComponentName) {
  const { about, always } = table[name]
  const words = {
    description: about,
    default: 'managed',
    ...(always !== null && {
      otherwise: `write \`external\`, or remove the line: it cannot be \`off\`, because ${always}`
    })
  } as const
  const upkeeps: readonly Upkeep[] = ['managed', 'external', 'off']
  return choice(always === null ? upkeeps : ['managed', 'external'], words)
}

export const components = either(choice(['external']), map, {
  description:
    'Which components of Kubeflow Tenantry installs here. `external` is for a Kubeflow that ' +
    'somebody else installs: Tenantry then writes tenants, and what protects them. A map says it ' +
    'for each component. Without it, Tenantry installs all of them.',
  otherwise:
    'write `external`, or a map such as `{katib: off}`: only single components may be `off`',
  examples: ['external', { certificates: 'external', katib: 'off' }]
})

/** Who installs each component. */
export function componentsOf(file: Static<typeof components> | undefined): Components {
  if (file !== 'external') return filled(map, file)
  const all = componentNames.map(name => [name, 'external'] as const)
  return Object.fromEntries(all) as Components // it has every name
}

/** A field of a cluster's file that sets up components. */
interface Setting {
  readonly path: Path
  /** It has an effect if any of them is managed. */
  readonly of: readonly ComponentName[]
  /** Whether tenants go by it too, so that it is enough if one of them is external. */
  readonly given?: true
}

const below = (of: ComponentName, names: readonly string[], rest: Partial<Setting> = {}) =>
  names.map((name): Setting => ({ path: [of, name], of: [of], ...rest }))

export const settings: readonly Setting[] = [
  { path: ['identity', 'registration'], of: ['profiles', 'dashboard'] },
  { path: ['identity', 'provider', 'dex'], of: ['auth'] },
  { path: ['identity', 'secret'], of: ['auth'] },
  { path: ['ingress', 'alb'], of: ['mesh'] },
  { path: ['dashboard'], of: ['dashboard'] },
  { path: ['pipelines', 'database'], of: ['pipelines', 'katib'] },
  ...below('pipelines', ['secret']),
  ...below('pipelines', ['env', 'buckets', 'prefix', 'credentials', 'metadata', 'artifactProxy'], {
    given: true
  }),
  ...below('notebooks', ['images', 'custom', 'cpu', 'memory', 'gpus', 'environments', 'culling']),
  ...below('notebooks', ['workspace', 'volumes'], { given: true }),
  { path: ['serving'], of: ['serving'] }
]
