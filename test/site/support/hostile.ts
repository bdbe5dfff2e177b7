/** A text that does harm wherever it is put without being escaped. */
export const hostile = `</script><img src=x onerror="alert('1')">&\u202e\u2028`

/** The tags of a page in order. */
export function tagsOf(text: string): string[] {
  return text.match(/<[!/a-z][^\s>]*/gi) ?? []
}
