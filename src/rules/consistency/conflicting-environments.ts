import type { Span } from '../../diagnostics/source.ts'
import type { Environment, Tenant } from '../../model/tenant.ts'
import type { Rule } from '../rule.ts'

/** People can select environments together, so two of them must not set the same thing differently. */
export const conflictingEnvironments: Rule = ({ tenants }, report) => {
  for (const tenant of tenants) {
    const first = new Map<string, Setting>()
    for (const setting of settingsOf(tenant)) {
      const other = first.get(setting.id)
      if (!other) first.set(setting.id, setting)
      if (!other || other.value === setting.value) continue
      const isOwn = other.environment === setting.environment
      report({
        code: 'conflicting-environments',
        message: isOwn
          ? `environment \`${setting.environment}\` sets ${setting.what} twice, in different ways`
          : `environments \`${other.environment}\` and \`${setting.environment}\` set ${setting.what} differently`,
        at: setting.place(),
        related: [{ message: `\`${other.environment}\` sets it here`, at: other.place() }],
        help: isOwn
          ? 'keep one of the two'
          : 'a notebook that picks both would not start, or not as intended: make them the same, rename one, or merge the two environments'
      })
    }
  }
}

interface Setting {
  /** Identifies something that can have only one value in a pod. */
  readonly id: string
  readonly what: string
  readonly value: string
  readonly environment: string
  /** Only needed for messages. */
  readonly place: () => Span
}

/** In the order of the file. */
function settingsOf(tenant: Tenant): Setting[] {
  return tenant.environments.flatMap((environment, index) => {
    const { name, serviceAccount } = environment
    const at = (...path: readonly (string | number)[]) => tenant.at('environment', index, ...path)
    const parts = [
      ...variables(environment, tenant, at),
      ...mounts(environment, at),
      ...environment.tolerations.map(({ key, operator, value, effect }, position) => ({
        id: `toleration ${key}`,
        what: `the toleration of \`${key}\``,
        value: [operator, value, effect].join(' '),
        place: () => at('tolerations', position, 'key')
      }))
    ]
    const account = (value: string): Part => ({
      id: 'serviceAccount',
      what: 'the service account',
      value,
      place: () => at('serviceAccount')
    })
    const all = serviceAccount === null ? parts : [...parts, account(serviceAccount)]
    return all.map(part => ({ ...part, environment: name }))
  })
}

type Part = Omit<Setting, 'environment'>
type At = (...path: readonly (string | number)[]) => Span

function variables({ variables, secrets }: Environment, tenant: Tenant, at: At): Part[] {
  const part = (name: string, value: string, place: () => Span): Part => ({
    id: `variable ${name}`,
    what: `variable \`${name}\``,
    value,
    place
  })
  const known = new Map(tenant.secrets.map(secret => [secret.name, secret]))
  return [
    ...variables.map(({ key, value }) => part(key, `text ${value}`, () => at('env', key))),
    ...secrets.flatMap(({ name, mount }, index) =>
      (mount === null ? (known.get(name)?.keys ?? []) : []).map(({ key }) =>
        part(key, `secret ${name}`, () => at('secrets', index))
      )
    )
  ]
}

/** Kubeflow compares mounts by folder and by what is mounted. */
function mounts({ secrets, volumes }: Environment, at: At): Part[] {
  const all = [
    ...secrets.map((mounted, index) => ({ ...mounted, field: 'secrets', noun: 'secret', index })),
    ...volumes.map((mounted, index) => ({ ...mounted, field: 'volumes', noun: 'volume', index }))
  ]
  return all
    .filter(({ mount }) => mount !== null)
    .flatMap(({ field, noun, index, name, mount, readOnly }) => {
      const value = [noun, name, mount, readOnly].join(' ')
      const place = () => at(field, index)
      return [
        { id: `folder ${mount}`, what: `folder \`${mount}\``, value, place },
        { id: `${noun} ${name}`, what: `the folder of ${noun} \`${name}\``, value, place }
      ]
    })
}
