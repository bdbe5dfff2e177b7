import type { Diagnostic, Report } from '../diagnostics/diagnostic.ts'
import { type Source, startOf } from '../diagnostics/source.ts'
import { type Mapping, type Node, parseYaml, type Sequence } from '../yaml/parse.ts'

/** The fields of a file; `example` shows how such a file can begin. */
export function fieldsOf(source: Source, example: string, report: Report): Mapping | undefined {
  const root = parseYaml(source, report)
  if (!root || root.kind === 'mapping') return root
  report(otherRoot(root, 'fields', example))
  return undefined
}

/** The items of a file that is a list. */
export function listOf(source: Source, example: string, report: Report): Sequence | undefined {
  const root = parseYaml(source, report)
  if (!root || root.kind === 'sequence') return root
  report(otherRoot(root, 'a list', example))
  return undefined
}

function otherRoot(root: Node, wanted: string, example: string): Diagnostic {
  if (root.kind === 'scalar' && root.value === null) {
    const at = startOf(root.source)
    const help = `write at least \`${example}\`, or delete the file`
    return { code: 'missing-document', message: 'this file says nothing', at, help }
  }
  return {
    code: 'invalid-document',
    message: `this file holds ${described(root)}, not ${wanted}`,
    at: root.kind === 'scalar' ? root : { ...root, end: root.start + 1 },
    help: isUnspaced(root)
      ? `a space is missing after the \`:\`, as in \`${example}\``
      : `begin it as in \`${example}\``
  }
}

function described(root: Node): string {
  if (root.kind === 'mapping') return 'fields'
  return root.kind === 'sequence' ? 'a list' : 'a single value'
}

function isUnspaced(root: Node): boolean {
  return root.kind === 'scalar' && /^[\w-]+:[^\s/]/.test(String(root.value))
}
