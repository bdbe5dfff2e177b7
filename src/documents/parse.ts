import type { Static, TSchema } from 'typebox'
import type { ClusterFile } from '../cluster/file.ts'
import { clusterSchema } from '../cluster/file.ts'
import { withOthers } from '../diagnostics/collect.ts'
import type { Report } from '../diagnostics/diagnostic.ts'
import { wordings } from '../schema/messages/messages.ts'
import { normalizeEmail } from '../values/email.ts'
import type { Mapping } from '../yaml/node.ts'
import { type Node, toValue } from '../yaml/node.ts'
import type { CommonFile } from './common.ts'
import { commonSchema, emailsOf } from './common.ts'
import { directorySchema } from './directory.ts'
import { examine } from './examine.ts'
import { type DirectoryDocument, mergeDirectories } from './merge-directories.ts'
import type { PolicyFile } from './policy.ts'
import { policySchema } from './policy.ts'
import type { Inputs } from './read.ts'
import { type RemovalsFile, removalsSchema } from './removals.ts'
import { salvage } from './salvage.ts'
import { type TenantFile, tenantSchema } from './tenant.ts'

/**
 * Checks every file against its schema. Keeps the valid parts of an invalid tenant file; returns
 * nothing if a platform file is invalid, because later checks would be wrong.
 */
export function parseAll(inputs: Inputs, report: Report): Parsed | undefined {
  const common = inputs.common && parse(commonSchema, inputs.common, report)
  const policy = inputs.policy && parse(policySchema, inputs.policy, report)
  const removals = inputs.removals && parse(removalsSchema, inputs.removals, report)
  const directories = inputs.directories && parseEach(directorySchema, inputs.directories, report)
  const clusters = parseEach(clusterSchema, inputs.clusters, report)
  const tenants = parseTenants(inputs, report)
  const whole = clusters.length === inputs.clusterNames.size
  if (!common || !policy || !removals || !directories || !whole) return undefined
  if (directories.length !== inputs.directories?.length) return undefined
  const { names, clusterNames } = inputs
  const { lowercase } = emailsOf(common.value)
  const directory = mergeDirectories(directories, email => normalizeEmail(email, lowercase))
  const platform = { clusters, common, policy, removals, directory, directories }
  return { tenants, ...platform, names, clusterNames }
}

export function parseTenants(
  { tenants, misnamed }: Pick<Inputs, 'tenants' | 'misnamed'>,
  report: Report
): TenantDocument[] {
  const parsed = tenants.flatMap(tenant => parse(tenantSchema, tenant, report) ?? rest(tenant))
  parseEach(tenantSchema, misnamed, report)
  return parsed
}

/** The value of a file, or nothing if it does not match its schema. */
export function parse<T extends TSchema, D extends { readonly root: Node }>(
  schema: T,
  document: D,
  report: Report
): (D & Document<Static<T>>) | undefined {
  const value = toValue(document.root)
  const { findings, others } = examine(schema, value)
  const told = withOthers(wordings(findings, document.root, schema), others)
  for (const diagnostic of told) report(diagnostic)
  if (findings.length > 0) return undefined
  return { ...document, value: value as Static<T> } // ajv has checked it
}

function rest(tenant: Inputs['tenants'][number]): TenantDocument[] {
  const root = salvage(tenantSchema, tenant.root)
  return root ? [{ ...tenant, root, value: toValue(root) as TenantFile }] : [] // the invalid parts are gone
}

function parseEach<T extends TSchema, D extends { readonly root: Node }>(
  schema: T,
  documents: readonly D[],
  report: Report
): (D & Document<Static<T>>)[] {
  return documents
    .map(document => parse(schema, document, report))
    .filter(document => document !== undefined)
}

/** A file that matches its schema: its value, and where everything is. */
export interface Document<T> {
  readonly value: T
  readonly root: Node
}

interface NamedDocument<T> extends Document<T> {
  readonly name: string
  readonly root: Mapping
}

export interface TenantDocument extends NamedDocument<TenantFile> {
  /** The folder of the team, if the file is in one. */
  readonly folder: string | null
}

/** Every file that matches its schema. */
export interface Parsed {
  readonly tenants: readonly TenantDocument[]
  readonly clusters: readonly NamedDocument<ClusterFile>[]
  readonly common: Document<CommonFile>
  readonly policy: Document<PolicyFile>
  readonly removals: Document<RemovalsFile>
  /** All files of the directory together. */
  readonly directory: DirectoryDocument
  readonly directories: readonly DirectoryDocument[]
  /** The names of all tenant files, including invalid ones. */
  readonly names: ReadonlySet<string>
  readonly clusterNames: ReadonlySet<string>
}
