import { clusterSchema } from '../../cluster/file.ts'
import type { Diagnostic, Related, Report } from '../../diagnostics/diagnostic.ts'
import type { Source, Span } from '../../diagnostics/source.ts'
import { propertiesOf } from '../../schema/messages/describe.ts'
import { suggest } from '../../text/suggest.ts'
import type { Entry, Node } from '../../yaml/node.ts'
import { parseJson } from '../json-tree.ts'
import { malformed, spot } from '../malformed.ts'
import { fieldOf, withoutNulls } from '../peek.ts'

/** Terraform outputs whose names match fields of a cluster's file. */
interface Outputs {
  readonly said: Node
  readonly notes: readonly Related[]
}

/** Reads `terraform output -json`; nothing if it is something else or contains a secret. */
export function readTerraform(source: Source, report: Report): Outputs | undefined {
  const root = parseJson(source, report)
  if (!root) return undefined
  const outputs = root.kind === 'mapping' ? [...root.entries] : []
  if (root.kind !== 'mapping' || outputs.some(([, { value }]) => !fieldOf(value, 'value'))) {
    const help = 'pass what `terraform output -json` prints for all outputs'
    report(malformed(spot(source, root.start), 'this is not the output of Terraform', help))
    return undefined
  }
  const fields = Object.keys(propertiesOf(clusterSchema))
  const own = outputs.filter(([name]) => fields.includes(name))
  const secret = own.filter(([, { value }]) => isSensitive(value))
  for (const [name, { key }] of secret) report(sensitive(name, key))
  if (secret.length > 0) return undefined
  const entries = own.flatMap(([name, entry]) => entryOf(name, entry))
  const others = outputs.filter(([name]) => !fields.includes(name))
  return {
    said: withoutNulls({ ...root, entries: new Map(entries) }),
    notes: others.map(([name, { key }]) => ({ message: unknown(name, fields), at: key }))
  }
}

/** Replaces an output by its value. */
function entryOf(name: string, { key, value }: Entry): [string, Entry][] {
  const inner = fieldOf(value, 'value')
  return inner ? [[name, { key, value: inner }]] : []
}

function isSensitive(output: Node): boolean {
  const mark = fieldOf(output, 'sensitive')
  return mark?.kind === 'scalar' && mark.value === true
}

function sensitive(name: string, at: Span): Diagnostic {
  return {
    code: 'forbidden-literal',
    message: `Terraform marks output \`${name}\` as sensitive, but a cluster's file is not secret`,
    at,
    help: 'remove what is secret from the output, and put it in the secret store'
  }
}

function unknown(name: string, fields: readonly string[]): string {
  const near = suggest(name, fields)
  const help = near === undefined ? '' : `; did you mean \`${near}\`?`
  return `output \`${name}\` is left out: a cluster's file has no such field${help}`
}
