import type { Diagnostic, Report } from '../diagnostics/diagnostic.ts'
import { startOf } from '../diagnostics/source.ts'
import { isDnsLabel } from '../kubernetes/names.ts'

export interface Named {
  readonly path: string
  readonly name: string
}

// Both go into the names of AWS roles, which end at 64 characters.
const longest = { tenant: 40, cluster: 20 }

type Kind = keyof typeof longest

/** Those whose names are in order and nobody else's. */
export function identifyTenants<T extends Named>(tenants: readonly T[], report: Report): T[] {
  const inOrder = tenants.filter(({ name }) => isName(name, 'tenant'))
  const first = new Map<string, T>()
  // Names in order come first, so that of two that differ in case the other is told.
  for (const tenant of new Set([...inOrder, ...tenants])) {
    const name = tenant.name.toLowerCase()
    const other = first.get(name)
    if (other) report(duplicate(tenant, other))
    else first.set(name, tenant)
    if (!other && !isName(tenant.name, 'tenant')) report(invalidName(tenant, 'tenant'))
  }
  return inOrder.filter(tenant => first.get(tenant.name) === tenant)
}

export function identifyClusters<T extends Named>(clusters: readonly T[], report: Report): T[] {
  const inOrder = clusters.filter(({ name }) => isName(name, 'cluster'))
  for (const cluster of clusters) {
    if (!inOrder.includes(cluster)) report(invalidName(cluster, 'cluster'))
  }
  return inOrder
}

function isName(name: string, kind: Kind): boolean {
  return name.length <= longest[kind] && isDnsLabel(name)
}

function duplicate(tenant: Named, other: Named): Diagnostic {
  return {
    code: 'duplicate-tenant',
    message:
      tenant.name === other.name
        ? `tenant \`${tenant.name}\` has two files`
        : `tenants \`${other.name}\` and \`${tenant.name}\` differ only in case`,
    at: startOf({ path: tenant.path, text: '' }),
    related: [{ message: 'the other is this', at: startOf({ path: other.path, text: '' }) }],
    help: 'rename or delete one of them: a name belongs to one tenant, in whatever folder it lies'
  }
}

function invalidName({ path, name }: Named, kind: Kind): Diagnostic {
  const better = nearest(name, kind)
  const rule = `lower-case letters, digits and \`-\`, at most ${longest[kind]}`
  return {
    code: 'invalid-name',
    message: `\`${name}\` is no name for a ${kind}`,
    at: startOf({ path, text: '' }),
    help: `a name has ${rule}${better === '' ? '' : `: rename the file to \`${better}.yaml\``}`
  }
}

function nearest(name: string, kind: Kind): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain.split(/[^a-z0-9]+/).filter(word => word !== '')
  while (words.length > 1 && words.join('-').length > longest[kind]) words.pop()
  return words.join('-').slice(0, longest[kind])
}
