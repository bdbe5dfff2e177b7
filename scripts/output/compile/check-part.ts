import { type Opening, openingOf } from '../../../charts/tenant/givers.ts'
import { type Begun, divide, finish, modelOf } from '../../../src/compile.ts'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import type { Model } from '../../../src/model/model.ts'
import type { Outline } from '../../../src/model/outline.ts'
import type { Context } from '../../../src/rules/rule.ts'

/** Some validated tenants, and what the others have to know about them. */
interface Judged {
  readonly diagnostics: readonly Diagnostic[]
  readonly isSound: boolean
  readonly outlines: readonly Outline[]
  readonly openings: readonly Opening[]
  /** Computed again on demand where keeping all models would take too much memory. */
  readonly model: () => Model | undefined
}

/** Validates tenants in batches; `outlines` describe all tenants of the repository. */
export function judge(
  begun: Begun,
  { outlines, context, most }: { outlines: readonly Outline[]; context: Context; most: number }
): Judged[] {
  const parts = divide(begun, most)
  return parts.map((part, index) => {
    const own = part.placed?.outlines ?? []
    const isOwn = new Set(own)
    const others = () => outlines.filter(outline => !isOwn.has(outline))
    const asked = index === 0 ? context : { ...context, settled: true }
    const { model, diagnostics } = finish(part, others(), asked)
    const kept = parts.length === 1 ? model : undefined
    return {
      diagnostics,
      isSound: model !== undefined,
      outlines: own,
      openings: model?.tenants.map(openingOf) ?? [],
      model: () => kept ?? modelOf(part, others(), context)
    }
  })
}
