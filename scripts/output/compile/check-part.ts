import { type Opening, openingOf } from '../../../charts/tenant/givers.ts'
import { type Begun, divide, finish, modelOf } from '../../../src/compile.ts'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import type { Model } from '../../../src/model/model.ts'
import type { Face } from '../../../src/model/outline.ts'
import type { Context } from '../../../src/rules/rule.ts'

/** Some tenants that were looked at, and what others must know of them. */
interface Judged {
  readonly diagnostics: readonly Diagnostic[]
  readonly isSound: boolean
  readonly faces: readonly Face[]
  readonly openings: readonly Opening[]
  /** Worked out once more where all models together would take too much room. */
  readonly model: () => Model | undefined
}

/** Looks at tenants, so many at a time; `faces` are those of all there are. */
export function judge(
  begun: Begun,
  { faces, context, most }: { faces: readonly Face[]; context: Context; most: number }
): Judged[] {
  const parts = divide(begun, most)
  return parts.map((part, index) => {
    const own = part.placed?.faces ?? []
    const isOwn = new Set(own)
    const others = () => faces.filter(face => !isOwn.has(face))
    const asked = index === 0 ? context : { ...context, settled: true }
    const { model, diagnostics } = finish(part, others(), asked)
    const kept = parts.length === 1 ? model : undefined
    return {
      diagnostics,
      isSound: model !== undefined,
      faces: own,
      openings: model?.tenants.map(openingOf) ?? [],
      model: () => kept ?? modelOf(part, others(), context)
    }
  })
}
