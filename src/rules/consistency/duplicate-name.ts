import type { Tenant } from '../../model/tenant.ts'
import type { Rule } from '../rule.ts'

/** A tenant must not declare a name twice, or repeat an entry of a list. */
export const duplicateName: Rule = ({ tenants }, report) => {
  for (const tenant of tenants) {
    for (const { noun, path, names } of [...declared(tenant), ...listed(tenant)]) {
      const first = new Map<string, number>()
      names.forEach((name, index) => {
        const earlier = first.get(name)
        if (earlier === undefined) {
          first.set(name, index)
          return
        }
        const at = (position: number) => tenant.at(...path, position, 'name')
        report({
          code: 'duplicate-name',
          message:
            noun === null ? `\`${name}\` is listed twice` : `two ${noun} are called \`${name}\``,
          at: at(index),
          related: [{ message: 'the first one is here', at: at(earlier) }],
          help: noun === null ? 'keep one of the two' : 'keep one of the two, or rename one'
        })
      })
    }
  }
}

interface Names {
  /** What the names are given to; `null` for lists of references. */
  readonly noun: string | null
  readonly path: readonly (string | number)[]
  readonly names: readonly string[]
}

function declared({ written }: Tenant): Names[] {
  const { secrets = [], volumes = [], environment = [] } = written
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name)
  return [
    { noun: 'secrets', path: ['secrets'], names: names(secrets) },
    { noun: 'volumes', path: ['volumes'], names: names(volumes) },
    { noun: 'environments', path: ['environment'], names: names(environment) }
  ]
}

function listed({ written }: Tenant): Names[] {
  const { pools = [], aws, serving, network, secrets = [] } = written
  const lists: readonly (readonly [Names['path'], unknown])[] = [
    [['pools'], pools],
    [['aws', 'read'], aws?.read],
    [['aws', 'write'], aws?.write],
    [['aws', 'policies'], aws?.policies],
    [['aws', 'serviceAccounts'], aws?.serviceAccounts],
    [['serving', 'public'], serving?.public],
    [['network', 'egress'], network?.egress],
    [['network', 'from'], network?.from?.map(({ tenant }) => tenant)],
    [
      ['serving', 'callers'],
      serving?.callers?.map(({ tenant, serviceAccount }) => tenant ?? serviceAccount)
    ],
    ...secrets.map(({ keys }, index) => [['secrets', index, 'keys'], keys] as const)
  ]
  return lists.flatMap(([path, list]) =>
    Array.isArray(list) ? [{ noun: null, path, names: list.map(String) }] : []
  )
}
