import type { Diagnostic, Report } from '../diagnostics/diagnostic.ts'
import { startOf } from '../diagnostics/source.ts'
import { isDnsLabel } from '../kubernetes/names.ts'
import { suggest } from '../text/suggest.ts'
import type { Files, RawFile } from './disk.ts'
import { isHidden, isOfAll, unseenInNames } from './file-names.ts'

export interface Found {
  readonly path: string
  readonly file: RawFile
}

export interface FoundNamed extends Found {
  readonly name: string
}

export interface FoundTenant extends FoundNamed {
  readonly folder: string | null
}

/** Every file that has a purpose. */
interface Sorted {
  readonly tenants: readonly FoundTenant[]
  readonly clusters: readonly FoundNamed[]
  readonly common: Found | undefined
  readonly policy: Found | undefined
  readonly removals: Found | undefined
  readonly directory: Found | undefined
  /** The parts of the directory, one from each source. */
  readonly sources: readonly FoundNamed[]
}

/** Sorts files by their paths; reports files without a purpose, and missing ones. */
export function sortFiles(files: Files, report: Report): Sorted {
  const tenants: FoundTenant[] = []
  const named = { cluster: [] as FoundNamed[], source: [] as FoundNamed[] }
  const platform = new Map<string, Found>()
  const strays = new Map<string, Diagnostic>()
  // Sorted, so that the result does not depend on the order of the files.
  for (const [path, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const place = layoutOf(path)
    if (place.kind === 'tenant')
      tenants.push({ path, file, name: place.name, folder: place.folder })
    else if (place.kind === 'cluster' || place.kind === 'source') {
      named[place.kind].push({ path, file, name: place.name })
    } else if (place.kind !== 'stray') platform.set(place.kind, { path, file })
    // A stray folder is reported once, however many files it contains.
    else strays.set(place.diagnostic.at.source.path, place.diagnostic)
  }
  for (const stray of strays.values()) report(stray)
  reportMissing([...files.keys()], report)
  const [common, policy, removals, directory] = platformFiles.map(kind => platform.get(kind))
  const { cluster: clusters, source: sources } = named
  return { tenants, clusters, common, policy, removals, directory, sources }
}

/** Reports required files that do not exist, not even under a similar name. */
function reportMissing(paths: readonly string[], report: Report): void {
  if (!paths.some(path => /^platform\/common\b/i.test(path))) {
    report({
      code: 'missing-file',
      message: '`platform/common.yaml` comes next',
      at: startOf({ path: 'platform/common.yaml', text: '' }),
      help: 'write it, with the line `version: 1`: it holds the presets and templates that tenants use'
    })
  }
  if (!paths.some(path => path.startsWith('platform/clusters'))) {
    report({
      code: 'missing-file',
      message: 'the file of a cluster comes next',
      at: startOf({ path: 'platform/clusters/', text: '' }),
      help: 'write `platform/clusters/<name>.yaml` for each cluster; docs/platform.md shows the smallest'
    })
  }
}

/** The purpose of a file, determined by its path. */
type Layout =
  | { readonly kind: 'tenant'; readonly name: string; readonly folder: string | null }
  | { readonly kind: 'cluster' | 'source'; readonly name: string }
  | { readonly kind: (typeof platformFiles)[number] }
  | { readonly kind: 'stray'; readonly diagnostic: Diagnostic }

const platformFiles = ['common', 'policy', 'removals', 'directory'] as const

/** The folders in `platform/`, and what each file in them is for. */
const folderKinds = new Map<string, 'cluster' | 'source'>([
  ['clusters', 'cluster'],
  ['directory', 'source']
])

function layoutOf(path: string): Layout {
  const [top, ...folders] = path.split('/')
  const odd = unseen(path) ?? hidden(folders)
  const file = folders.pop()
  if (odd) return stray(path, odd.message, odd.help)
  if (top !== 'tenants' && top !== 'platform') return lost(path)
  if (file === undefined) return stray(path, `\`${path}\` is not a folder`)
  return top === 'tenants' ? tenantLayout(path, folders, file) : platformLayout(path, folders, file)
}

function lost(path: string): Layout {
  if (isOfAll(path)) {
    const each =
      'give each tenant a file in `tenants/`, named after it, such as `tenants/fraud.yaml`'
    return stray(path, 'this looks like a file of tenants, but it is not in `tenants/`', each)
  }
  const [file = '', team] = path
    .split('/')
    .slice(path.includes('/') ? 1 : 0)
    .reverse()
  const folder = team === undefined ? 'tenants' : `tenants/${team}`
  const name = file.replace(/\.ya?ml(?:\.txt)?$/i, '.yaml')
  const message = 'this looks like the file of a tenant, but it is not in `tenants/`'
  return stray(path, message, `move it to \`${folder}/${name}\``)
}

function unseen(path: string) {
  const found = unseenInNames.exec(path)?.[0]?.codePointAt(0)?.toString(16).toUpperCase()
  return found === undefined
    ? undefined
    : {
        message: `the name of this file contains an invisible character: U+${found.padStart(4, '0')}`,
        help: 'rename it'
      }
}

function hidden(names: readonly string[]) {
  const found = names.find(isHidden)
  return found === undefined
    ? undefined
    : {
        message: `\`${found}\` is hidden from those who review changes`,
        help: 'delete it, or move it elsewhere'
      }
}

function tenantLayout(path: string, [folder, deeper]: readonly string[], file: string): Layout {
  if (deeper !== undefined) {
    return strayFolder(`tenants/${folder}/${deeper}/`, `move its files to \`tenants/${folder}/\``)
  }
  const name = nameOf(file)
  if (name !== undefined) return { kind: 'tenant', name, folder: folder ?? null }
  return strayFile(
    path,
    file,
    'move it elsewhere; tenant files are named after their tenant, such as `fraud.yaml`'
  )
}

function platformLayout(path: string, [folder, deeper]: readonly string[], file: string): Layout {
  const name = nameOf(file)
  if (folder === undefined) {
    const kind = platformFiles.find(kind => kind === name)
    return kind ? { kind } : strayFile(path, file, meant(file))
  }
  const kind = folderKinds.get(folder)
  if (kind === undefined) {
    const help = 'the only folders there are `platform/clusters/` and `platform/directory/`'
    return strayFolder(`platform/${folder}/`, help)
  }
  if (deeper !== undefined) {
    const help = `a ${kind} has one file: \`${deeper}.yaml\``
    return strayFolder(`platform/${folder}/${deeper}/`, help)
  }
  if (name !== undefined) return { kind, name }
  const example = kind === 'cluster' ? 'production' : 'ldap'
  const help = `move it elsewhere; ${kind} files are named after their ${kind}, such as \`${example}.yaml\``
  return strayFile(path, file, help)
}

function nameOf(file: string): string | undefined {
  return file.endsWith('.yaml') ? file.slice(0, -'.yaml'.length) : undefined
}

function meant(file: string): string {
  const near = suggest(file.replace(/\..*$/, ''), platformFiles)
  return near === undefined
    ? 'platform/ contains `common.yaml`, `policy.yaml`, `removals.yaml`, `directory.yaml`, `directory/` and `clusters/`'
    : `did you mean \`${near}.yaml\`?`
}

function strayFile(path: string, file: string, help: string): Layout {
  const [, before] = /^(.+)\.ya?ml\.txt$/i.exec(file) ?? []
  if (before !== undefined) {
    return stray(path, `\`${file}\` does not end in \`.yaml\``, `rename it to \`${before}.yaml\``)
  }
  const [, name] = /^(.+)\.(?:ya?ml|json)$/i.exec(file) ?? []
  return name === undefined || nameOf(file) !== undefined
    ? stray(path, `unexpected file \`${file}\``, help)
    : stray(path, `\`${file}\` does not end in \`.yaml\``, `rename it to \`${name}.yaml\``)
}

function stray(path: string, message: string, help = 'delete it, or make it one'): Layout {
  const at = startOf({ path, text: '' })
  return { kind: 'stray', diagnostic: { code: 'invalid-file', message, at, help } }
}

function strayFolder(path: string, help: string): Layout {
  const at = startOf({ path, text: '' })
  const message = 'only files belong here, not a folder'
  return { kind: 'stray', diagnostic: { code: 'invalid-folder', message, at, help } }
}

interface NamedFile {
  readonly path: string
  readonly name: string
}

// Both names become part of AWS role names, which are limited to 64 characters.
export const longest = { tenant: 40, cluster: 20, source: 40 }

type Kind = keyof typeof longest

/** How files may be named: by the policy, if that asks for more. */
export interface Naming {
  readonly kind: Kind
  readonly most: number
  /** Completes "use ...". */
  readonly words: string
  readonly accepts: (name: string) => boolean
}

export function usual(kind: Kind): Naming {
  const most = longest[kind]
  const words = `at most ${most} lowercase letters, digits and hyphens`
  return { kind, most, words, accepts: name => isName(name, kind) }
}

/** Keeps the tenants whose names are valid and unique. */
export function identifyTenants<T extends NamedFile>(
  tenants: readonly T[],
  naming: Naming,
  report: Report
): T[] {
  const inOrder = tenants.filter(({ name }) => isName(name, 'tenant'))
  const first = new Map<string, T>()
  // Valid names first, so that of two names that differ only in case the invalid one is reported.
  for (const tenant of new Set([...inOrder, ...tenants])) {
    const name = tenant.name.toLowerCase()
    const other = first.get(name)
    if (other) report(duplicate(tenant, other))
    else first.set(name, tenant)
    if (!other && !isName(tenant.name, 'tenant')) report(invalidName(tenant, naming))
  }
  return inOrder.filter(tenant => first.get(tenant.name) === tenant)
}

/** Those with a valid name. */
export function identify<T extends NamedFile>(
  files: readonly T[],
  kind: Kind,
  report: Report
): T[] {
  const inOrder = files.filter(({ name }) => isName(name, kind))
  for (const file of files) {
    if (inOrder.includes(file)) continue
    report(invalidName(file, usual(kind)))
  }
  return inOrder
}

/** A model's host is `<model>--<tenant>`, which would be ambiguous if tenants could contain `--`. */
function isName(name: string, kind: Kind): boolean {
  const isPlain = kind !== 'tenant' || !name.includes('--')
  return name.length <= longest[kind] && isDnsLabel(name) && isPlain
}

function duplicate(tenant: NamedFile, other: NamedFile): Diagnostic {
  return {
    code: 'duplicate-tenant',
    message:
      tenant.name === other.name
        ? `tenant \`${tenant.name}\` has two files`
        : `tenants \`${other.name}\` and \`${tenant.name}\` differ only in case`,
    at: startOf({ path: tenant.path, text: '' }),
    related: [{ message: 'this is the other one', at: startOf({ path: other.path, text: '' }) }],
    help: 'rename or delete one of them: tenant names are unique, whatever folder the file is in'
  }
}

function invalidName({ path, name }: NamedFile, naming: Naming): Diagnostic {
  const { kind, most, words } = naming
  const better = nearest(name, most)
  if (name.length > longest[kind] && isName(name.slice(0, longest[kind]).replace(/-$/, ''), kind)) {
    return {
      code: 'invalid-name',
      message: `the name of this ${kind} has ${name.length} characters, but may have ${most} at most`,
      at: startOf({ path, text: '' }),
      help: `shorten the name of the file, for example to \`${better}.yaml\``
    }
  }
  const rule = name.includes('--') ? `${words}, and no \`--\`` : words
  return {
    code: 'invalid-name',
    message: `\`${name}\` is not a valid ${kind} name`,
    at: startOf({ path, text: '' }),
    help: `use ${rule}${naming.accepts(better) ? `, such as \`${better}\`` : ''}`
  }
}

function nearest(name: string, most: number): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain.split(/[^a-z0-9]+/).filter(word => word !== '')
  while (words.length > 1 && words.join('-').length > most) words.pop()
  return words.join('-').slice(0, most)
}
