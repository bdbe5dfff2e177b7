import { clusterSchema } from '../../cluster/file.ts'
import type { Diagnostic, Related, Report } from '../../diagnostics/diagnostic.ts'
import type { Source } from '../../diagnostics/source.ts'
import { parse } from '../../documents/parse.ts'
import { propertiesOf } from '../../schema/messages/describe.ts'
import { fill } from '../../yaml/edit/fill.ts'
import type { Node } from '../../yaml/node.ts'
import { parseYaml } from '../../yaml/parse.ts'
import { judge } from './check-settings.ts'
import { wishesOf } from './wishes.ts'

/** The file of a cluster as it becomes. */
export interface Outcome {
  readonly file: Source
  /** What is new in it. */
  readonly done: readonly Related[]
  /** What it lacks, and only a person can say. */
  readonly left: readonly Related[]
}

/** What there is of a cluster before anything is known. */
export function draft(name: string): Source {
  const releases = propertiesOf(clusterSchema).kubeflow?.enum as readonly string[] // of `choice`
  const text = `# yaml-language-server: $schema=../../schemas/cluster.json\nkubeflow: "${releases.at(-1)}"\n`
  return { path: `platform/clusters/${name}.yaml`, text }
}

/** Puts what is said into the file of a cluster; nothing if any of it cannot stand there. */
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

/** What is wrong with a file of a cluster by itself. */
function mistakesIn(file: Source): Diagnostic[] {
  const found: Diagnostic[] = []
  const report = (diagnostic: Diagnostic) => void found.push(diagnostic)
  const root = parseYaml(file, report)
  if (root) parse(clusterSchema, { root }, report)
  return found
}

function relatedOf({ message, at, help }: Diagnostic): Related {
  return { message: help === undefined ? message : `${message}; ${help}`, at }
}
