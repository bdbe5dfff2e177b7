import { width } from './width.ts'

/** Wraps prose; text in backticks is kept together if it fits on a line. */
export function wrap(text: string, room: number, indent = '      '): string[] {
  if (room === Number.POSITIVE_INFINITY) return [text]
  const lines: string[] = []
  let line = ''
  for (const word of words(text, room - indent.length)) {
    const longer = line === '' ? word : `${line} ${word}`
    // GitHub's runner executes a line that starts with `::command`, so no line may.
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
