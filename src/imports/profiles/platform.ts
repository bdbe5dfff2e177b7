import type { Cluster } from '../../cluster/cluster.ts'
import { site } from '../../cluster/cluster.ts'
import { clusterSchema } from '../../cluster/file.ts'
import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Emails } from '../../documents/common.ts'
import { type CommonFile, commonSchema, emailsOf, gpuOf } from '../../documents/common.ts'
import { directorySchema } from '../../documents/directory.ts'
import type { DirectoryDocument } from '../../documents/merge-directories.ts'
import { type Document, parse } from '../../documents/parse.ts'
import { type PolicyFile, policySchema } from '../../documents/policy.ts'
import { type Inputs, noFields, read } from '../../documents/read.ts'
import { directoryPath } from '../../files/directory-files.ts'
import type { Files } from '../../files/disk.ts'
import type { Mapping } from '../../yaml/node.ts'
import { textOf } from '../peek.ts'

/** What is there before an import, of which everything may be missing. */
export interface Platform {
  readonly common: Document<CommonFile> | undefined
  readonly policy: Document<PolicyFile> | undefined
  /** The file that people write, beside those of several sources. */
  readonly directory: DirectoryDocument
  /** The people in all files of the directory. */
  readonly people: ReadonlySet<string>
  /** The groups in all files of the directory, with those who are in them. */
  readonly groups: ReadonlyMap<string, readonly string[]>
  readonly clusters: readonly Cluster[]
  readonly clusterRoots: ReadonlyMap<string, Mapping>
  readonly clusterNames: ReadonlySet<string>
  readonly tenants: ReadonlySet<string>
  /** The owners in the files of tenants, where they can be read. */
  readonly owners: ReadonlyMap<string, string>
  readonly emails: Emails
  readonly gpu: string
}

/** Reads what is there; nothing if a file that an import would change is broken. */
export function platformOf(files: Files, report: Report): Platform | undefined {
  let isSound = true
  const refuse: Report = diagnostic => {
    // What is missing is what an import writes, and tenants that are there are left alone.
    const isOther =
      diagnostic.code === 'missing-file' || diagnostic.at.source.path.startsWith('tenants/')
    if (isOther) return
    isSound = false
    report(diagnostic)
  }
  const inputs = read(files, refuse)
  const platform = parsed(inputs, files, refuse)
  return isSound ? platform : undefined
}

function parsed(inputs: Inputs, files: Files, refuse: Report): Platform | undefined {
  const common = inputs.common && parse(commonSchema, inputs.common, refuse)
  const policy = inputs.policy && parse(policySchema, inputs.policy, refuse)
  const clusters = inputs.clusters.flatMap(cluster => parse(clusterSchema, cluster, refuse) ?? [])
  const directories = (inputs.directories ?? []).flatMap(
    file => parse(directorySchema, file, refuse) ?? []
  )
  const own = directories.find(({ root }) => root.source.path === directoryPath)
  const gpu = gpuOf(common?.value ?? { version: 1 })
  return {
    common,
    policy: files.has('platform/policy.yaml') ? policy : undefined,
    directory: own ?? { ...noFields(directoryPath), value: {} },
    people: new Set(directories.flatMap(({ value }) => Object.keys(value.people ?? {}))),
    groups: new Map(directories.flatMap(({ value }) => Object.entries(value.groups ?? {}))),
    clusters: clusters.map(document => site(document, gpu)),
    clusterRoots: new Map(clusters.map(({ name, root }) => [name, root])),
    clusterNames: inputs.clusterNames,
    tenants: inputs.names,
    owners: new Map(inputs.tenants.map(({ name, root }) => [name, textOf(root, 'owner')])),
    emails: emailsOf(common?.value ?? { version: 1 }),
    gpu
  }
}
