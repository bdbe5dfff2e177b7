import { clusterSchema } from '../../cluster/file.ts'
import type { Diagnostic, Report } from '../../diagnostics/diagnostic.ts'
import { looksLike } from '../../diagnostics/secret-patterns.ts'
import { examine } from '../../documents/examine.ts'
import { invisible, unseenEscape } from '../../files/decode.ts'
import type { Finding } from '../../schema/messages/finding.ts'
import { wordings } from '../../schema/messages/messages.ts'
import { locate, type Node, type Path, type Scalar, toValue } from '../../yaml/node.ts'
import { malformed } from '../malformed.ts'

/** The fields that identify a cluster; changing one would make it a different cluster. */
const identity: readonly Path[] = [
  ['aws', 'account'],
  ['aws', 'region'],
  ['aws', 'eks']
]

/** Checks whether imported values may be put into a cluster's file. Missing fields do not matter here. */
export function judge(said: Node, current: Node, report: Report): void {
  const leaves = leavesOf(said)
  for (const leaf of leaves) if (invisible.test(String(leaf.value))) report(unseenEscape(leaf))
  const secrets = leaves.flatMap(secretIn)
  const hidden = new Set(secrets.map(({ at }) => at))
  const { findings: all } = examine(clusterSchema, toValue(said))
  const findings = all.filter(finding => isWrong(finding, said))
  const wrong = wordings(findings, said, clusterSchema).filter(({ at }) => !hidden.has(at))
  for (const diagnostic of [...secrets, ...wrong]) report(diagnostic)
  for (const path of identity) {
    const [here, there] = [locate(said, path), locate(current, path)]
    if (here?.kind !== 'scalar' || there?.kind !== 'scalar' || here.value === there.value) continue
    report(another(path.join('.'), here, there))
  }
}

/** Ignores missing fields, which may already be in the file. */
function isWrong({ keyword, schema, path }: Finding, said: Node): boolean {
  if (keyword !== 'exactlyOne') return keyword !== 'required'
  const node = locate(said, path)
  const names = schema.exactlyOne as readonly string[] // as fields.ts wrote it
  return node?.kind === 'mapping' && names.filter(name => node.entries.has(name)).length > 1
}

function leavesOf(node: Node): Scalar[] {
  if (node.kind === 'scalar') return [node]
  if (node.kind === 'sequence') return node.items.flatMap(leavesOf)
  return [...node.entries.values()].flatMap(({ value }) => leavesOf(value))
}

function secretIn(leaf: Scalar): Diagnostic[] {
  const what = looksLike(String(leaf.value))
  if (what === undefined) return []
  const message = `this looks like ${what}, which does not belong in a cluster's file`
  const help = 'put it in the secret store, and remove it here'
  return [{ code: 'forbidden-literal', message, at: leaf, help }]
}

function another(field: string, here: Scalar, there: Scalar): Diagnostic {
  const message = `\`${field}\` is \`${here.value}\` here, but \`${there.value}\` in the cluster's file`
  const help = 'name the right cluster with `--cluster`, or change the file by hand'
  const related = [{ message: 'this is the cluster', at: there }]
  return { ...malformed(here, message, help), related }
}
