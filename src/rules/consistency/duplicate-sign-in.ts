import type { Cluster } from '../../cluster/cluster.ts'
import type { Path } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** Dex identifies connectors by id, and people by both e-mail and id, so none may repeat. */
export const duplicateSignIn: Rule = ({ clusters }, report) => {
  for (const cluster of clusters) {
    const first = new Map<string, Path>()
    for (const { what, name, path } of entries(cluster)) {
      const key = `${what} ${name}`
      const other = first.get(key)
      if (!other) first.set(key, path)
      else
        report({
          code: 'duplicate-sign-in',
          message: `there is already a ${what} called \`${name}\``,
          at: cluster.at(...path),
          related: [{ message: 'the first one is here', at: cluster.at(...other) }],
          help: 'use another one: Dex would treat the two as one'
        })
    }
  }
}

interface SignIn {
  readonly what: string
  readonly name: string
  readonly path: Path
}

function entries({ identity: { dex } }: Cluster): SignIn[] {
  const place = ['identity', 'provider', 'dex']
  const connectors = (dex?.connectors ?? []).map(({ id }, index) => {
    return { what: 'connector', name: id, path: [...place, 'connectors', index, 'id'] }
  })
  const users = (dex?.users ?? []).flatMap(({ email, id }, index) => [
    { what: 'person', name: email.toLowerCase(), path: [...place, 'users', index, 'email'] },
    { what: 'person', name: id, path: [...place, 'users', index, 'id'] }
  ])
  return [...connectors, ...users]
}
