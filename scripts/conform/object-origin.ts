import { manifests } from '../../charts/changes/object-fates.ts'
import { groupOf } from '../../charts/objects/kinds.ts'
import type { Manifest } from '../../charts/objects/manifest.ts'
import { nameOf } from '../../charts/verify/invariants.ts'
import type { Source, Span } from '../../src/diagnostics/source.ts'

/** Finds an object in the generated files that it may come from. */
export function originOf(object: Manifest, files: readonly Source[]): Span | undefined {
  for (const source of files) {
    if (!source.text.includes(object.metadata.name)) continue
    for (const { text, start } of documents(source.text)) {
      const found = manifests(text).some(each => idOf(each) === idOf(object))
      if (found) return lineAt(source, start, `kind: ${object.kind}`)
    }
  }
  return undefined
}

function idOf(object: Manifest): string {
  return `${groupOf(object.apiVersion)} ${nameOf(object)}`
}

/** We always write the document separator on a line of its own. */
function documents(text: string): { readonly text: string; readonly start: number }[] {
  let start = 0
  return text.split(/^---\n/m).map(text => {
    const document = { text, start }
    start += text.length + '---\n'.length
    return document
  })
}

function lineAt(source: Source, start: number, line: string): Span {
  const at = Math.max(source.text.indexOf(line, start), start)
  return { source, start: at, end: at + line.length }
}
