import type { Begun } from './compile.ts'
import { nameOf } from './edits/new.ts'
import type { Files } from './files/disk.ts'

/**
 * The named files of tenants, those that name one of them, those that they name, and those that name the
 * same share or role, which only one tenant can have. It goes by words, so it may find more. `placed` is
 * what the named ones mean.
 */
export function touching(
  files: Files,
  named: ReadonlySet<string>,
  placed: Begun['placed']
): ReadonlySet<string> {
  const texts = tenantTexts(files)
  const own = new Set([...named].map(nameOf))
  const written = [...named].flatMap(path => wordsOf(texts.get(path) ?? ''))
  const contested = new Set(contestedIn(placed))
  const said = new Set([...written, ...rolesOf(placed, contested)])
  const isNear = (path: string, text: string) => {
    return (
      said.has(nameOf(path)) || wordsOf(text).some(word => own.has(word) || contested.has(word))
    )
  }
  const near = [...texts].filter(([path, text]) => isNear(path, text)).map(([path]) => path)
  return new Set([...named, ...near])
}

function tenantTexts(files: Files): ReadonlyMap<string, string> {
  const decoder = new TextDecoder()
  const texts = [...files].flatMap(([path, file]): [string, string][] => {
    if (!path.startsWith('tenants/') || file.kind !== 'file') return []
    return [[path, decoder.decode(file.bytes)]]
  })
  return new Map(texts)
}

/** Without addresses, because many people are called like a tenant. */
function wordsOf(text: string): readonly string[] {
  return text.replace(/(?<!\S)\S+@\S+/g, '').match(/[A-Za-z0-9][\w.-]*/g) ?? []
}

/** The parts of the ARNs of these roles, one of which may be the tenant that the role was made for. */
function rolesOf(placed: Begun['placed'], names: ReadonlySet<string>): readonly string[] {
  return (placed?.clusters ?? []).flatMap(({ file }) => {
    const arns = Object.entries(file.aws?.roles ?? {}).filter(([name]) => names.has(name))
    return arns.flatMap(([, arn]) => arn.split(/[:/.]/))
  })
}

function contestedIn(placed: Begun['placed']): readonly string[] {
  return (placed?.parsed.tenants ?? []).flatMap(({ value }) => namesIn(value, ''))
}

function namesIn(value: unknown, field: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const isContested = key === 'share' || (key === 'role' && field === 'aws')
    if (isContested && typeof inner === 'string') return [inner]
    return namesIn(inner, Array.isArray(value) ? field : key)
  })
}
