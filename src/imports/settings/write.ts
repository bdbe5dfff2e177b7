import { clusterSchema } from '../../cluster/file.ts'
import { collection } from '../../diagnostics/collect.ts'
import type { Diagnostic, Related, Report } from '../../diagnostics/diagnostic.ts'
import type { Source } from '../../diagnostics/source.ts'
import { parse } from '../../documents/parse.ts'
import { usual } from '../../kubeflow/versions.ts'
import { fill } from '../../yaml/edit/fill.ts'
import type { Node } from '../../yaml/node.ts'
import { parseYaml } from '../../yaml/parse.ts'
import { judge } from './check-settings.ts'
import { wishesOf } from './wishes.ts'

/** The new text of a cluster's file. */
export interface Outcome {
  readonly file: Source
  /** What was added. */
  readonly done: readonly Related[]
  /** Required values that only a person can supply. */
  readonly left: readonly Related[]
}

/** The start of a file for a new cluster. */
export function draft(name: string): Source {
  const text = `# yaml-language-server: $schema=../../schemas/cluster.json\nkubeflow: "${usual}"\n`
  return { path: `platform/clusters/${name}.yaml`, text }
}

/** Puts values into a cluster's file; nothing if any of them is invalid there. */
export function importCluster(said: Node, current: Node, report: Report): Outcome | undefined {
  let isSound = true
  const refuse = (diagnostic: Diagnostic) => {
    isSound = false
    report(diagnostic)
  }
  judge(said, current, refuse)
  if (!isSound) return undefined
  const { file, done } = fill(current.source, wishesOf(said, current, clusterSchema))
  const known = new Set(mistakesIn(current.source).map(({ message }) => message))
  const mistakes = mistakesIn(file).filter(({ message }) => !known.has(message))
  const lacks = mistakes.filter(({ code }) => code === 'missing-field')
  for (const mistake of mistakes) if (!lacks.includes(mistake)) refuse(mistake)
  if (!isSound) return undefined
  return { file, done, left: lacks.map(relatedOf) }
}

/** The mistakes in a cluster's file, ignoring all other files. */
function mistakesIn(file: Source): Diagnostic[] {
  const { report, all } = collection()
  const root = parseYaml(file, report)
  if (root) parse(clusterSchema, { root }, report)
  return all()
}

function relatedOf({ message, at, help }: Diagnostic): Related {
  return { message: help === undefined ? message : `${message}; ${help}`, at }
}
