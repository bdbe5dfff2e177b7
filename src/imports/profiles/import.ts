import type { Diagnostic, Report } from '../../diagnostics/diagnostic.ts'
import type { Source } from '../../diagnostics/source.ts'
import type { Files } from '../../files/disk.ts'
import { releaseOf } from '../../kubeflow/release.ts'
import { versions } from '../../kubeflow/versions.ts'
import { reservedBy } from '../../kubernetes/reserved.ts'
import { forms } from '../../schema/forms.ts'
import type { Door } from '../dump/rights.ts'
import { type Found, type Note, notesOf } from './found.ts'
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
}

/** Makes tenant files of profiles, and what they need of the platform's files; nothing if the input is broken. */
export function importProfiles(request: ProfilesImport, report: Report): Imported | undefined {
  const platform = platformOf(request.files, report)
  if (!platform) return undefined
  const cluster = request.cluster ?? onlyOne(platform)
  const context = {
    door: doorOf(platform, cluster),
    gpu: platform.gpu,
    known: platform.tenants,
    groups: new Set(platform.groups.keys())
  }
  const read = readProfiles(request.sources, context, report)
  if (!read) return undefined
  const spelled = spellOnce(read.tenants, platform.emails)
  const { fit, notes } = sorted(spelled, platform)
  const { left, ...plan } = settle(fit, {
    plan: found => planned({ found, platform, cluster, groups: read.groups }),
    judge: request.judge
  })
  return { files: plan.files, report: reportOf(plan, [...notes, ...left]) }
}

function onlyOne({ clusterNames }: Platform): string | undefined {
  const [name, ...others] = clusterNames
  return others.length === 0 ? name : undefined
}

function doorOf({ clusters }: Platform, cluster: string | undefined): Door {
  const known = clusters.find(({ name }) => name === cluster)
  const { header, pipelinesUi } = releaseOf(known?.release ?? versions.at(-1) ?? versions[0])
  return { header: known?.header ?? header, prefix: known?.prefix ?? '', pipelinesUi }
}

/** Those that can get a file, and why the others get none. */
function sorted(all: readonly Found[], { tenants }: Platform) {
  const notes: Note[] = []
  const fit = all.filter(found => {
    const { name, owner } = found
    const own = notesOf(name)
    if (tenants.has(name)) own.note('none', 'it has one already, which stays as it is')
    else if (reservedBy(name) !== undefined || !forms.tenant.test(name)) {
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
