import { membership } from '../../charts/access/membership.ts'
import type { Right } from '../../charts/access/right.ts'
import { positionOf } from '../../src/diagnostics/position.ts'
import type { Span } from '../../src/diagnostics/source.ts'
import type { Model } from '../../src/model/model.ts'

/** What `--format json` prints. A change that breaks readers needs a new version. */
export function toJson(model: Model, rights: readonly Right[]): object {
  return {
    version: 1,
    rights: rights.map(({ who, at, ...right }) => ({
      who: who.name,
      kind: who.kind,
      ...right,
      at: placed(at),
      through: membership(model, { ...right, who, at }).map(placed)
    }))
  }
}

function placed({ source, start }: Span): object {
  return { file: source.path, line: positionOf(source, start).line }
}
