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

/** What came of an import. */
export interface Imported extends Outcome {
  /** What was not taken, and why. */
  readonly notes: readonly Related[]
  /** What has to go elsewhere, each with where. */
  readonly secrets: readonly Diagnostic[]
}

interface Taken {
  /** In the shape of a cluster's file, if anything is. */
  readonly said: Node | undefined
  readonly notes: readonly Related[]
  readonly secrets: readonly Diagnostic[]
}

type Take = (sources: readonly Source[], target: Target, report: Report) => Taken | undefined

/** What may say something about a cluster. */
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

/** The cluster that outputs are about, as EKS calls it; empty if they do not say. */
export function eksOf([source]: readonly Source[]): string {
  const outputs = source && readTerraform(source, () => {})
  return textOf(outputs?.said, 'aws', 'eks')
}

interface SettingsImport {
  readonly origin: Origin
  readonly sources: readonly Source[]
  readonly target: Target
}

/** The file of a cluster with what is said put into it; nothing if any of that cannot stand there. */
export function importPlatform(request: SettingsImport, report: Report): Imported | undefined {
  const { origin, sources, target } = request
  const found: Diagnostic[] = []
  const taken = origins[origin](sources, target, diagnostic => void found.push(diagnostic))
  for (const diagnostic of found) report(diagnostic)
  const current = target.root ?? parseYaml(draft(target.name), report)
  if (!taken || !current || found.length > 0) return undefined
  const { said, notes, secrets } = taken
  const outcome = said
    ? importCluster(said, current, report)
    : { file: current.source, done: [], left: [] }
  return outcome && { ...outcome, notes, secrets }
}
