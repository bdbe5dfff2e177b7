import { type Event, parseEvents, YAMLException } from 'js-yaml'
import type { Report } from '../diagnostics/diagnostic.ts'
import type { Source } from '../diagnostics/source.ts'
import { eachDocument, firstDocument, overlyDeep, parserDepth } from './events.ts'
import { refuseMarks } from './marks.ts'
import { explain } from './mistakes/explain.ts'
import type { Node } from './node.ts'
import { buildTree } from './tree.ts'

/**
 * Parses one plain YAML 1.2 document into a located tree; an empty file gives null. Returns nothing if
 * part of the tree would not be what the author wrote. A duplicate field keeps its first value.
 */
export function parseYaml(source: Source, report: Report): Node | undefined {
  const events = readEvents(source, report)
  if (!events) return undefined
  const stream = firstDocument(source, events, report)
  const deep = overlyDeep(stream)
  if (deep) {
    report(deep)
    return undefined
  }
  const isPlain = refuseMarks(stream, report)
  const tree = buildTree(stream, report)
  return isPlain ? tree : undefined
}

/** The documents of a file that another program wrote; nothing if any of them cannot be trusted. */
export function parseDocuments(source: Source, report: Report): readonly Node[] | undefined {
  const events = readEvents(source, report)
  if (!events) return undefined
  const nodes = eachDocument(source, events).map(stream => {
    const deep = overlyDeep(stream)
    if (deep) report(deep)
    return !deep && refuseMarks(stream, report) ? buildTree(stream, report) : undefined
  })
  const whole = nodes.filter(node => node !== undefined)
  return whole.length === nodes.length ? whole : undefined
}

function readEvents(source: Source, report: Report): readonly Event[] | undefined {
  try {
    return parseEvents(source.text, { maxDepth: parserDepth })
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    report(explain(source, error.reason, error.mark?.position ?? 0))
    return undefined
  }
}
