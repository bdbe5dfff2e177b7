import type { Model } from '../../src/model/model.ts'
import { codeowners, reviewersOf, teamReviewersOf } from './codeowners.ts'

/**
 * Whether CODEOWNERS changes in lines alone that follow from what people write. The lines of tenants that
 * the change does not concern have to stay as they are.
 */
export function ownersFollow(
  texts: Readonly<Record<'was' | 'is', string>>,
  before: Model | undefined,
  after: Model | undefined
): boolean {
  const [old, now] = [linesFrom(before), linesFrom(after)]
  const [was, is] = [texts.was.split('\n'), texts.is.split('\n')]
  const start = now.indexOf('/tenants/') + 1
  if (start === 0 || is.slice(0, start).join() !== now.slice(0, start).join()) return false
  const [oldLines, newLines] = [new Set(was), new Set(is)]
  const added = is.filter(line => !oldLines.has(line))
  const gone = was.filter(line => !newLines.has(line))
  const kept = [was.filter(line => newLines.has(line)), is.filter(line => oldLines.has(line))]
  return (
    kept[0]?.join('\n') === kept[1]?.join('\n') &&
    added.every(line => now.includes(line)) &&
    gone.every(line => old.includes(line) && !now.includes(line))
  )
}

function linesFrom(model: Model | undefined): readonly string[] {
  const owners = model?.common.value.owners
  if (!model || owners === undefined) return []
  return codeowners(owners, teamReviewersOf(model), reviewersOf(model)).split('\n')
}
