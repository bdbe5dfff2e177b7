import type { Diagnostic, Report } from '../diagnostics/diagnostic.ts'
import { type Source, type Span, startOf } from '../diagnostics/source.ts'
import { contentOf } from '../files/decode.ts'
import { directoryPath } from '../files/directory-files.ts'
import type { Files } from '../files/disk.ts'
import {
  type Found,
  type FoundNamed,
  type FoundTenant,
  identify,
  identifyTenants,
  sortFiles
} from '../files/find.ts'
import { markOf } from '../yaml/mistakes/list-mark.ts'
import { locate, locateKey, type Mapping, type Node, type Sequence } from '../yaml/node.ts'
import { parseYaml } from '../yaml/parse.ts'
import { namingOf } from './naming.ts'

/** A file that is valid YAML, with a map or list at the root. */
interface YamlFile<R extends Node = Mapping> {
  readonly root: R
}

interface ClusterYaml extends YamlFile {
  readonly name: string
}

interface TenantYaml extends ClusterYaml {
  /** The folder of the team, if the file is in one. */
  readonly folder: string | null
}

/** Every file by its purpose; files with invalid YAML are left out. */
export interface Inputs {
  /** Those with a valid name of their own. */
  readonly tenants: readonly TenantYaml[]
  /** Those whose name is invalid or taken; only their fields can be checked. */
  readonly misnamed: readonly TenantYaml[]
  readonly clusters: readonly ClusterYaml[]
  readonly common: YamlFile | undefined
  /** Missing if there is no file, which grants nothing. */
  readonly policy: YamlFile<Sequence> | undefined
  /** Missing if it is broken; without a file, nothing may be removed. */
  readonly removals: YamlFile | undefined
  /** All files of the directory; missing if one of them is broken. */
  readonly directories: readonly YamlFile[] | undefined
  /** The names of all files, so that a broken file is not reported as unknown. */
  readonly names: ReadonlySet<string>
  readonly clusterNames: ReadonlySet<string>
}

/** Whether to read a tenant's file; otherwise only its name is known. */
export type AtHand = (path: string) => boolean

const examples = {
  tenant: 'owner: alice@example.com',
  cluster: 'kubeflow: "26.03"',
  common: 'version: 1',
  policy: '- tenants: ["*"]',
  directory: 'complete: false',
  removals: 'tenants: {}'
}

/** Sorts the files by purpose and parses them as YAML, but only those tenants that are at hand. */
export function read(files: Files, report: Report, isAtHand: AtHand = () => true): Inputs {
  const found = sortFiles(files, report)
  const policy = readPolicy(found.policy, report)
  const clusters = identify(found.clusters, 'cluster', report)
  const sources = identify(found.sources, 'source', report)
  return {
    ...tenantsIn(found.tenants, { policy: policy?.root, report, isAtHand }),
    clusters: clusters.flatMap(file => readCluster(file, report)),
    common: found.common && readFields(found.common, examples.common, report),
    policy,
    removals: readRemovals(found.removals, report),
    directories: readDirectories([found.directory ?? [], ...sources].flat(), report),
    clusterNames: new Set(found.clusters.map(({ name }) => name))
  }
}

type Tenants = Pick<Inputs, 'tenants' | 'misnamed' | 'names'>

interface Reading {
  readonly policy: Node | undefined
  readonly report: Report
  readonly isAtHand: AtHand
}

/** The files of tenants alone, where those of the platform are known. */
export function readTenants(files: Files, reading: Reading): Tenants {
  return tenantsIn(sortFiles(files, () => {}).tenants, reading)
}

function tenantsIn(all: readonly FoundTenant[], { policy, report, isAtHand }: Reading): Tenants {
  const rules = policy?.kind === 'sequence' ? policy : undefined
  const own = new Set(identifyTenants(all, namingOf(rules), report))
  const others = all.filter(file => !own.has(file))
  return {
    tenants: [...own].flatMap(readTenant),
    misnamed: others.flatMap(readTenant),
    names: new Set(all.map(({ name }) => name))
  }

  function readTenant({ name, folder, ...found }: FoundTenant): TenantYaml[] {
    if (!isAtHand(found.path)) return []
    const document = readFields(found, examples.tenant, report)
    return document ? [{ name, folder, ...document }] : []
  }
}

function readCluster(found: FoundNamed, report: Report): ClusterYaml[] {
  const document = readFields(found, examples.cluster, report)
  return document ? [{ name: found.name, ...document }] : []
}

function readPolicy(found: Found | undefined, report: Report): YamlFile<Sequence> | undefined {
  if (!found) return { root: { kind: 'sequence', items: [], ...nowhere('platform/policy.yaml') } }
  const source = contentOf(found, report)
  const root = source && listOf(source, examples.policy, report)
  return root && { root }
}

function readRemovals(found: Found | undefined, report: Report): YamlFile | undefined {
  return found ? readFields(found, examples.removals, report) : noFields('platform/removals.yaml')
}

function readDirectories(found: readonly Found[], report: Report): readonly YamlFile[] | undefined {
  if (found.length === 0) return [noFields(directoryPath)]
  const files = found.flatMap(file => readFields(file, examples.directory, report) ?? [])
  return files.length === found.length ? files : undefined
}

/** A file that is not there yet. */
export function noFields(path: string): YamlFile {
  return { root: { kind: 'mapping', entries: new Map(), ...nowhere(path) } }
}

function readFields(found: Found, example: string, report: Report): YamlFile | undefined {
  const source = contentOf(found, report)
  const root = source && fieldsOf(source, example, report)
  return root && { root }
}

function nowhere(path: string): Span {
  return startOf({ path, text: '' })
}

/** The map in a file; `example` shows how such a file can start. */
function fieldsOf(source: Source, example: string, report: Report): Mapping | undefined {
  const root = parseYaml(source, report)
  const foreign = root && kubernetesObject(root, example)
  if (foreign) report(foreign)
  if (!root || root.kind === 'mapping') return foreign ? undefined : root
  report(otherRoot(root, 'fields', example))
  return undefined
}

/** For a manifest, such as a Profile, in the place of a file that Tenantry makes manifests from. */
function kubernetesObject(root: Node, example: string): Diagnostic | undefined {
  const version = locateKey(root, ['apiVersion'])
  const kind = locate(root, ['kind'])
  if (!version || kind?.kind !== 'scalar') return undefined
  return {
    code: 'invalid-document',
    message: `this is a Kubernetes object of kind \`${kind.value}\``,
    at: version,
    help: `Tenantry makes such objects itself: write the fields of this file instead, such as \`${example}\``
  }
}

/** The list in a file. */
function listOf(source: Source, example: string, report: Report): Sequence | undefined {
  const root = parseYaml(source, report)
  if (!root || root.kind === 'sequence') return root
  report(kubernetesObject(root, example) ?? otherRoot(root, 'a list', example))
  return undefined
}

function otherRoot(root: Node, wanted: string, example: string): Diagnostic {
  if (root.kind === 'scalar' && root.value === null) {
    const at = startOf(root.source)
    const help = `write at least \`${example}\`, or delete the file`
    return { code: 'missing-document', message: 'this file is empty', at, help }
  }
  const mark = markOf(root.source.text.slice(root.start, root.end))
  if (mark && wanted === 'a list') {
    const { message, help } = mark
    return { code: 'invalid-document', message, at: { ...root, end: root.start + 1 }, help }
  }
  return {
    code: 'invalid-document',
    message: `this file contains ${described(root)}, not ${wanted}`,
    at: root.kind === 'scalar' ? root : { ...root, end: root.start + 1 },
    help: `${startOfHelp(root)} \`${example}\``
  }
}

function described(root: Node): string {
  if (root.kind === 'mapping') return 'fields'
  return root.kind === 'sequence' ? 'a list' : 'a single value'
}

function startOfHelp(root: Node): string {
  const text = root.kind === 'scalar' ? String(root.value) : ''
  if (/^[\w-]+:[^\s/]/.test(text)) return 'put a space after the `:`, as in'
  return /^[\w-]+ *=/.test(text) ? 'write `: ` instead of `=`, as in' : 'start it like this:'
}
