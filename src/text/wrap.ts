import { width } from './width.ts'

/** Breaks prose into lines; what stands in backticks stays together where it fits on a line. */
export function wrap(text: string, room: number, indent = '      '): string[] {
  if (room === Number.POSITIVE_INFINITY) return [text]
  const lines: string[] = []
  let line = ''
  for (const word of words(text, room - indent.length)) {
    const longer = line === '' ? word : `${line} ${word}`
    // GitHub's runner obeys a line that begins with `::command`, so none may.
    if (line === '' || word.startsWith('::') || width(longer) <= room) {
      line = longer
    } else {
      lines.push(line)
      line = indent + word
    }
  }
  return [...lines, line]
}

function words(text: string, room: number): string[] {
  const phrases = text.match(/(?:`[^`]*`|[^ ])+/g) ?? []
  return phrases.flatMap(phrase => (width(phrase) > room ? phrase.split(' ') : [phrase]))
}
