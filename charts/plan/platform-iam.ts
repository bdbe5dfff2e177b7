import type { PolicyDocument } from '../../src/aws/iam.ts'
import { tenantRole } from '../platform/tenant-role.ts'
import type { Comparison } from './comparison.ts'

/** What AWS is told of somebody of the platform, before and after. */
interface PlatformDocument {
  readonly cluster: string
  readonly file: string
  /** Whose it is, such as "the platform's role `x`". */
  readonly whose: string
  readonly was: PolicyDocument | null
  readonly is: PolicyDocument | null
}

interface PlatformIam {
  readonly permissions: readonly PlatformDocument[]
  readonly trust: readonly PlatformDocument[]
  readonly limits: readonly PlatformDocument[]
}

interface Written {
  readonly roles?: readonly WrittenRole[]
  readonly users?: readonly WrittenRole[]
}

interface WrittenRole {
  readonly name: string
  readonly permissions?: PolicyDocument | null
  readonly trust?: PolicyDocument | null
}

/** Those that change, on clusters that there were before. */
export function platformIam(comparison: Comparison): PlatformIam {
  const known = new Set(comparison.before.model?.clusters.map(({ name }) => name))
  const paths = [...comparison.changed].filter(path => known.has(clusterOf(path))).sort()
  const roles = paths.filter(path => /^generated\/[^/]+\/platform\/.*\/iam\.json$/.test(path))
  const limits = paths.filter(path => /^generated\/[^/]+\/platform\/boundaries\.json$/.test(path))
  return {
    permissions: roles.flatMap(path => rolesIn(comparison, path, 'permissions')),
    trust: roles.flatMap(path => rolesIn(comparison, path, 'trust')),
    limits: limits.flatMap(path => limitsIn(comparison, path))
  }
}

function clusterOf(path: string): string {
  return path.split('/')[1] ?? ''
}

type Field = 'permissions' | 'trust'

function rolesIn(comparison: Comparison, path: string, field: Field): PlatformDocument[] {
  return documentsIn(comparison, path, field).map(({ name, was, is }) => {
    const whose = path.includes(`/platform/${tenantRole.name}/`)
      ? `the role \`${name}\`, which tenants share,`
      : `the platform's role \`${name}\``
    return { cluster: clusterOf(path), file: path, whose, was, is }
  })
}

/** The documents of each role and user that a file of AWS has. */
export function documentsIn({ before, after }: Comparison, path: string, field: Field) {
  const [was, is] = [before, after].map(({ read }) => {
    const { roles = [], users = [] } = jsonOf<Written>(read(path))
    return new Map([...roles, ...users].map(role => [role.name, role[field] ?? null]))
  })
  return Array.from(is ?? [], ([name, document]) => {
    return { name, was: was?.get(name) ?? null, is: document }
  })
}

function limitsIn({ before, after }: Comparison, path: string): PlatformDocument[] {
  const [was, is] = [before, after].map(({ read }) => {
    return jsonOf<Readonly<Record<string, PolicyDocument | string>>>(read(path))
  })
  return Object.entries(is ?? {}).flatMap(([name, document]) => {
    const old = was?.[name]
    // Beside the documents, there is a note.
    if (typeof document === 'string' || old === undefined || typeof old === 'string') return []
    const whose = `the limit of roles of \`${name}\``
    return [{ cluster: clusterOf(path), file: path, whose, was: old, is: document ?? null }]
  })
}

/** Somebody may have edited it to anything. */
function jsonOf<T extends object>(text: string | undefined): Partial<T> {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null ? (value as Partial<T>) : {} // as we write it
  } catch {
    return {}
  }
}
