import type { Diagnostic, Related, Report } from '../../diagnostics/diagnostic.ts'
import type { Source } from '../../diagnostics/source.ts'
import type { Node } from '../../yaml/node.ts'
import { parseYaml } from '../../yaml/parse.ts'
import { textOf } from '../peek.ts'
import type { Target } from './context.ts'
import { readParams } from './params.ts'
import { grow } from './statements.ts'
import { readTerraform } from './terraform.ts'
import { draft, importCluster, type Outcome } from './write.ts'

/** The result of an import. */
export interface Imported extends Outcome {
  /** What was not imported, and why. */
  readonly notes: readonly Related[]
  /** Values that belong in the secret store, with the path for each. */
  readonly secrets: readonly Diagnostic[]
}

interface Taken {
  /** The values in the structure of a cluster's file, if there are any. */
  readonly said: Node | undefined
  readonly notes: readonly Related[]
  readonly secrets: readonly Diagnostic[]
}

type Take = (sources: readonly Source[], target: Target, report: Report) => Taken | undefined

/** The sources of settings. */
const origins = {
  terraform: ([source], _, report) => {
    const outputs = source && readTerraform(source, report)
    return outputs && { ...outputs, secrets: [] }
  },
  params: (sources, target, report) => {
    const params = readParams(sources, target, report)
    return params && { ...params, said: grow(params.sayings, report) }
  }
} as const satisfies Record<string, Take>

export type Origin = keyof typeof origins

/** The name of the EKS cluster in the outputs; empty if they have none. */
export function eksOf([source]: readonly Source[]): string {
  const outputs = source && readTerraform(source, () => {})
  return textOf(outputs?.said, 'aws', 'eks')
}

interface SettingsImport {
  readonly origin: Origin
  readonly sources: readonly Source[]
  readonly target: Target
}

/** Puts imported values into a cluster's file; nothing if any of them is invalid there. */
export function importPlatform(request: SettingsImport, report: Report): Imported | undefined {
  const { origin, sources, target } = request
  let isSound = true
  const taken = origins[origin](sources, target, diagnostic => {
    isSound = false
    report(diagnostic)
  })
  const current = target.root ?? parseYaml(draft(target.name), report)
  if (!taken || !current || !isSound) return undefined
  const { said, notes, secrets } = taken
  const outcome = said
    ? importCluster(said, current, report)
    : { file: current.source, done: [], left: [] }
  return outcome && { ...outcome, notes, secrets }
}
