import type { ClusterFile } from '../../cluster/file.ts'
import type { Code } from '../../diagnostics/codes.ts'
import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Model } from '../../model/model.ts'
import { sameValues } from '../../values/lookup.ts'

/** A map of a cluster's file in which each name must stand for something of its own. */
export interface UniqueValues {
  readonly code: Code
  readonly path: readonly [string, string]
  readonly noun: string
  readonly map: (file: ClusterFile) => Readonly<Record<string, string>> | undefined
  readonly why: string
}

export function reportSameValues({ clusters }: Model, unique: UniqueValues, report: Report): void {
  const { code, path, noun, map, why } = unique
  for (const { file, at } of clusters) {
    for (const [name, first] of sameValues(map(file))) {
      report({
        code,
        message: `\`${name}\` is the same ${noun} as \`${first}\``,
        at: at(...path, name),
        related: [{ message: `\`${first}\` is defined here`, at: at(...path, first) }],
        help: `keep one of the two: ${why}`
      })
    }
  }
}
