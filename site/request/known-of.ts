import { residentsOf } from '../../charts/changes/counts.ts'
import { forgeOf } from '../../src/documents/common.ts'
import type { Model } from '../../src/model/model.ts'
import { namesOf } from '../../src/reference/company-names.ts'
import { inWords } from './draw-answer.ts'
import { type Repository, repositoryOf } from './new-file-page.ts'
import type { Known } from './page-data.ts'

/** What the page is given of a repository. `files` are the texts that `model` was read from. */
export function knownOf(model: Model, files: Known['world']['files']): Known {
  return {
    ...shared(model),
    world: { files, residents: residentsOf(model) },
    names: namesOf(model),
    isPublic: false
  }
}

/** The same for everybody to read. Here `model` was read from `publicFiles`. */
export function publicKnownOf(model: Model, files: Known['world']['files']): Known {
  const { group: _, team: __, tenant: ___, ...names } = namesOf(model)
  return { ...shared(model), world: { files }, names, isPublic: true }
}

function shared({ common, clusters }: Model): Pick<Known, 'sizes' | 'repository' | 'domain'> {
  const presets = Object.entries(common.value.presets ?? {})
  const { emails } = common.value
  return {
    sizes: Object.fromEntries(presets.map(([name, preset]) => [name, sizeOf(preset)])),
    repository: repositoryIn(clusters, forgeOf(common.value)),
    domain: emails?.domains?.[0] ?? 'example.com'
  }
}

const amounts = { cpu: 'CPUs', memory: 'memory', gpu: 'GPUs', storage: 'disk' } as const

function sizeOf(preset: Readonly<Record<string, unknown>>): string {
  return Object.entries(amounts)
    .filter(([field]) => preset[field] !== undefined)
    .map(([field, noun]) => `${inWords(String(preset[field]))} ${noun}`)
    .join(', ')
    .replace(/\b1 (CPU|GPU)s\b/g, '1 $1')
}

/** Requests go to the branch that most clusters follow. */
function repositoryIn(clusters: Model['clusters'], forge: 'github' | 'gitlab'): Repository | null {
  const known = clusters.flatMap(({ gitops: { repository, branch } }) => {
    return repositoryOf(repository, branch, forge) ?? []
  })
  return known.find(({ branch }) => branch === 'main') ?? known[0] ?? null
}
