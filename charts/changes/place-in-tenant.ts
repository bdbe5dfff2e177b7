import { type Span, startOf } from '../../src/diagnostics/source.ts'
import { locate, type Node } from '../../src/yaml/node.ts'
import { parseYaml } from '../../src/yaml/parse.ts'
import { type Change, type Located, outputsOf } from './change.ts'

/** The line of a tenant's file for a path, or the nearest one. A removed file still has its old lines. */
export function placeOf(tenant: Located, { before, after }: Change, path: readonly string[]): Span {
  // A change may leave some of its outputs as they were, and those are not read.
  const outputs = outputsOf(tenant).map(path => after.read(path) ?? before.read(path))
  const file = outputs.map(sourceIn).find(Boolean) ?? `tenants/${tenant.name}.yaml`
  const source = { path: file, text: after.read(file) ?? '' }
  let found: Node | undefined = parseYaml(source, () => {})
  if (!found || path.length === 0) return startOf(source)
  for (const step of path) found = stepInto(found, step) ?? found
  return found.kind === 'mapping' && found.start === 0 ? startOf(source) : found
}

/** The tenant's file that a generated file names in its header. */
function sourceIn(text: string | undefined): string | undefined {
  return /^# Generated from (\S+) /.exec(text ?? '')?.[1]
}

/** Steps into a field, or into the list item with that name. */
function stepInto(node: Node, step: string): Node | undefined {
  if (node.kind !== 'sequence') return locate(node, [step])
  return node.items.find(item => {
    const name = locate(item, ['name'])
    return name?.kind === 'scalar' && name.value === step
  })
}
