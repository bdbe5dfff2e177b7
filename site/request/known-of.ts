import { residentsOf } from '../../charts/changes/counts.ts'
import { forgeOf } from '../../src/documents/common.ts'
import type { Model } from '../../src/model/model.ts'
import { namesOf } from '../../src/reference/company-names.ts'
import { type Repository, repositoryOf } from './new-file-page.ts'
import type { Known } from './page-data.ts'
import { sizesOf, sizesOfTemplates } from './sizes.ts'

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

type Shared = Pick<Known, 'sizes' | 'templates' | 'repository' | 'domain'>

function shared(model: Model): Shared {
  const { common, clusters } = model
  const { emails } = common.value
  return {
    sizes: sizesOf(model),
    templates: sizesOfTemplates(model),
    repository: repositoryIn(clusters, forgeOf(common.value)),
    domain: emails?.domains?.[0] ?? 'example.com'
  }
}

/** Requests go to the branch that most clusters follow. */
function repositoryIn(clusters: Model['clusters'], forge: 'github' | 'gitlab'): Repository | null {
  const known = clusters.flatMap(({ gitops: { repository, branch } }) => {
    return repositoryOf(repository, branch, forge) ?? []
  })
  return known.find(({ branch }) => branch === 'main') ?? known[0] ?? null
}
