/** The offset of the next character after blanks, comments, and a comma. */
export function skipSpace(text: string, from: number): number {
  let offset = from
  for (;;) {
    const char = text[offset]
    if (char === '#') offset = endOfLine(text, offset)
    else if (char !== undefined && ' \n\r\t,\ufeff'.includes(char)) offset++
    else return offset
  }
}

/** The offset of the line break, or of the end of the text. */
export function endOfLine(text: string, from: number): number {
  let offset = from
  while (offset < text.length && text[offset] !== '\n' && text[offset] !== '\r') offset++
  return offset
}

export function startOfLine(text: string, from: number): number {
  // A line may end in two characters, and the offset may point to the second.
  let offset = text.startsWith('\r\n', from - 1) ? from - 1 : from
  while (offset > 0 && text[offset - 1] !== '\n' && text[offset - 1] !== '\r') offset--
  return offset
}

/** The start of the next line, or the end of the text. */
export function afterLine(text: string, from: number): number {
  const end = endOfLine(text, from)
  return end + (text.startsWith('\r\n', end) ? 2 : end < text.length ? 1 : 0)
}

export function isOneLine(text: string, start: number, end: number): boolean {
  return endOfLine(text, start) >= end
}
