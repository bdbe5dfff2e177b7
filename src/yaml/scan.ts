/** The offset of the next character that is no blank, comment, or comma after a value. */
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
