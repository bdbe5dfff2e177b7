import type { Cluster } from '../../cluster/cluster.ts'
import type { Diagnostic, Report } from '../../diagnostics/diagnostic.ts'
import type { Source } from '../../diagnostics/source.ts'
import type { Files } from '../../files/disk.ts'
import { releaseOf } from '../../kubeflow/release.ts'
import { usual } from '../../kubeflow/versions.ts'
import { reservedBy } from '../../kubernetes/reserved.ts'
import { forms } from '../../schema/forms.ts'
import { isFrom } from '../../values/email.ts'
import type { Door } from '../dump/rights.ts'
import type { Surroundings } from './connections.ts'
import { type Found, type Note, notesOf } from './found.ts'
import { isRefusal, notesOnPlatform, thereAlready } from './notes-on-platform.ts'
import { planned } from './plan.ts'
import { type Platform, platformOf } from './platform.ts'
import { readProfiles } from './read-profiles.ts'
import { reportOf } from './report.ts'
import { settle } from './settle.ts'
import { spellOnce } from './spelling.ts'

/** Where profiles come from, and the repository that they go into. */
interface ProfilesImport {
  readonly sources: readonly Source[]
  readonly files: Files
  /** The cluster that they are on; missing if there is only one, or none yet. */
  readonly cluster: string | undefined
  /** The mistakes in a repository with these files, as `validate` would tell them. */
  readonly judge: (files: readonly Source[]) => readonly Diagnostic[]
}

interface Imported {
  /** New files, and those that change. */
  readonly files: readonly Source[]
  /** In Markdown, for the pull request. */
  readonly report: string
  /** Whether there are profiles, and none of them gets a file. */
  readonly isRefused: boolean
}

/** Makes tenant files of profiles, and what they need of the platform's files; nothing if the input is broken. */
export function importProfiles(request: ProfilesImport, report: Report): Imported | undefined {
  const platform = platformOf(request.files, report)
  if (!platform) return undefined
  const cluster = request.cluster ?? onlyOne(platform)
  const known = platform.clusters.find(({ name }) => name === cluster)
  const context = {
    door: doorOf(known),
    gpu: platform.gpu,
    known: platform.tenants,
    groups: new Set(platform.groups.keys()),
    queues: known?.queues ?? []
  }
  const read = readProfiles(request.sources, context, report)
  if (!read) return undefined
  const spelled = spellOnce(read.tenants, platform.emails)
  const { fit, notes } = sorted(spelled, platform)
  const { left, ...plan } = settle(fit, {
    plan: found => planned({ found, platform, cluster, groups: read.groups }),
    judge: request.judge
  })
  const everybodys = [...(read.notes ?? []), ...notesOnPlatform(platform, read.tenants)]
  const others = [...notes, ...left, ...everybodys]
  const isRefused = plan.drafts.length === 0 && others.some(isRefusal)
  return { files: plan.files, isRefused, report: reportOf(plan, others) }
}

function onlyOne({ clusterNames }: Platform): string | undefined {
  const [name, ...others] = clusterNames
  return others.length === 0 ? name : undefined
}

function doorOf(known: Cluster | undefined): Door & Surroundings {
  const release = releaseOf(known?.release ?? usual)
  const { header, pipelinesUi, profiles } = release
  return {
    header: known?.header ?? header,
    prefix: known?.prefix ?? '',
    pipelinesUi,
    ownersPolicy: profiles.ownersPolicy,
    reachedBy: new Set([...release.reachedBy, known?.monitoring ?? ''])
  }
}

/** Those that can get a file, and why the others get none. */
function sorted(all: readonly Found[], { tenants, owners, emails }: Platform) {
  const notes: Note[] = []
  const fit = all.filter(found => {
    const { name, owner } = found
    const own = notesOf(name)
    const domain = owner?.split('@')[1] ?? ''
    if (tenants.has(name)) own.note('none', ...thereAlready(owner, owners.get(name)))
    else if (owner !== undefined && !isFrom(owner, emails.domains)) {
      const text = `the domain \`${domain}\` of its owner is not among those allowed`
      own.note(
        'none',
        text,
        'add it under `emails.domains` of `platform/common.yaml`, and import again'
      )
    } else if (reservedBy(name) !== undefined || !forms.tenant.test(name)) {
      own.note('none', 'its name cannot be that of a tenant', renamed(name))
    }
    const isFit = owner !== undefined && own.notes.length === 0
    if (!isFit) notes.push(...(own.notes.length > 0 ? own.notes : found.notes))
    return isFit
  })
  return { fit, notes }
}

function renamed(name: string): string {
  const whose = reservedBy(name)
  const why = whose === undefined ? 'it is too long' : `it belongs to ${whose}`
  return `${why}: make a tenant of another name and move the data there`
}
