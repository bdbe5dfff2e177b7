import { headerOf, isOurs, versionPath } from '../../../charts/objects/generated.ts'
import { codeowners, codeownersPaths, teamReviewersOf } from '../../../charts/owners/codeowners.ts'
import type { Source } from '../../../src/diagnostics/source.ts'
import { forgeOf } from '../../../src/documents/common.ts'
import type { Model } from '../../../src/model/model.ts'
import { type Names, namesOf } from '../../../src/reference/company-names.ts'
import { editorSchemas } from '../../../src/reference/editor-schemas.ts'
import { isCompany } from '../../overlay/structure.ts'
import { version } from '../../system/version.ts'
import type { Difference } from '../disk/compare-folder.ts'
import { readOn } from '../disk/read-tree.ts'
import type { Facts } from './task.ts'

const paths = [versionPath, ...Object.values(codeownersPaths)]

/** The files that belong to no cluster, written where all clusters are. */
export function singleFiles(root: string, { model, facts }: Known): Source[] {
  return [
    versionFile(),
    ...ownersFile(model, facts),
    ...(isCompany(root) ? schemaFiles(namesOf(model)) : [])
  ]
}

interface Known {
  readonly model: Model
  readonly facts: readonly Facts[]
}

/** What editors of a company need; the product has them from its own sources. */
export function schemaFiles(names: Names = {}): Source[] {
  return Array.from(editorSchemas(names), ([name, text]) => ({ path: `schemas/${name}`, text }))
}

/** Which compiler wrote the rest, for `check`. */
function versionFile(): Source {
  const said = { '//': headerOf('package.json'), version: version() }
  return { path: versionPath, text: `${JSON.stringify(said, null, 2)}\n` }
}

/** The only file outside generated/ that we write, if common.yaml names the owners of everything else. */
function ownersFile(model: Model, facts: readonly Facts[]): Source[] {
  const { owners } = model.common.value
  if (owners === undefined) return []
  const present = facts.filter(({ sites }) => sites.length > 0)
  const reviewers = present.map(({ outline, reviewers }) => [outline.name, reviewers] as const)
  const text = codeowners(owners, teamReviewersOf(model), new Map(reviewers))
  return [{ path: codeownersPaths[forgeOf(model.common.value)], text }]
}

/** Compares them with the disk. A file that a person wrote is left alone. */
export function surveySingle(root: string, wanted: readonly Source[]): Difference[] {
  const read = readOn(root)
  const all = new Set([...paths, ...wanted.map(({ path }) => path)])
  return [...all].flatMap((path): Difference[] => {
    const text = wanted.find(file => file.path === path)?.text
    const there = read(path)
    if (there === text) return []
    if (there === undefined) return [{ path, kind: 'missing' }]
    const isKept = isOurs(path, there) || path === versionPath || path.startsWith('schemas/')
    if (!isKept) return text === undefined ? [] : [{ path, kind: 'extra' }]
    return [{ path, kind: text === undefined ? 'stale' : 'changed' }]
  })
}
