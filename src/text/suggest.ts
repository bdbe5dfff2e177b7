/** Nobody mistypes a longer word, and the time to compare grows with the square of its length. */
const longest = 100

/** The most similar known word, if there is one; a difference in case counts least. */
export function suggest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Infinity
  const candidates = [...known].sort()
  const stepsTo = stepsFrom(word)
  for (const candidate of candidates) {
    const steps = stepsTo(candidate)
    if (steps < least) [best, least] = [candidate, steps]
  }
  return best ?? wholeOf(word, candidates) ?? withSameEnds(word, candidates)
}

/** How far a word is from another one; `Infinity` if that was certainly not meant. */
function stepsFrom(word: string): (candidate: string) => number {
  const parts = partsOf(word)
  return candidate => {
    const others = partsOf(candidate)
    // One more or less, where a dot or a hyphen is missing.
    if (others.length !== parts.length) return distance(word, candidate, 1)
    return parts.reduce((sum, part, at) => {
      const other = others[at] ?? ''
      return sum < Infinity ? sum + distance(part, other, slipsIn(part)) : sum
    }, 0)
  }
}

/** People share a domain, and often a surname, so each name of an e-mail address is compared alone. */
function partsOf(word: string): readonly string[] {
  return word.includes('@') ? word.split(/[-_.+@]/) : [word]
}

function slipsIn({ length }: string): number {
  return Math.min(length - 1, Math.max(1, Math.floor(length / 3)))
}

/** The only known word with this one in it, as `ml-platform` has `platform`. */
function wholeOf(word: string, known: readonly string[]): string | undefined {
  const [first, second] = known.filter(each => each.split(/[-_.]/).includes(word))
  return second === undefined && word !== '' ? first : undefined
}

/** The only known word that begins and ends as one of five letters with two slips inside, as `qoata` for `quota`. */
function withSameEnds(word: string, known: readonly string[]): string | undefined {
  if (word.length !== 5) return undefined
  const [first, second] = known.filter(each => {
    return each[0] === word[0] && each.at(-1) === word.at(-1) && distance(word, each, 2) <= 2
  })
  return second === undefined ? first : undefined
}

/** The help for an unknown word: what was probably meant, or a few valid words. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const words = [...new Set(known)].sort()
  const near = suggest(word, words)
  if (near !== undefined) return `did you mean \`${near}\`?`
  const [first, ...others] = words
  if (first === undefined) return 'there are none'
  return others.length === 0
    ? `the only known one is \`${first}\``
    : `the known ones are ${list(words)}`
}

function list(words: readonly string[]): string {
  const more = words.length > 5 ? [`${words.length - 5} more`] : []
  const shown = [...words.slice(0, 5).map(word => `\`${word}\``), ...more]
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

/** The number of letters to insert, delete, replace or swap; `Infinity` above `most`. */
function distance(a: string, b: string, most: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > most || a.length > longest) return Infinity
  const [from, to] = [a.toLowerCase(), b.toLowerCase()]
  if (from === to) return 1
  let before: number[] = []
  let above = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let row = 1; row <= from.length; row++) {
    const line = [row]
    for (let at = 1; at <= to.length; at++) {
      const replaced = cell(above, at - 1) + (from[row - 1] === to[at - 1] ? 0 : 1)
      const swap = from[row - 1] === to[at - 2] && from[row - 2] === to[at - 1]
      const swapped = swap ? cell(before, at - 2) + 1 : Infinity
      line.push(Math.min(cell(line, at - 1) + 1, cell(above, at) + 1, replaced, swapped))
    }
    if (Math.min(...line) > most) return Infinity
    before = above
    above = line
  }
  const steps = cell(above, to.length)
  return steps > most ? Infinity : steps
}

function cell(line: readonly number[], at: number): number {
  return line[at] ?? Infinity
}

/** Returns the help for unknown names; compares each name only once, however many files contain it. */
export function hintFrom(known: Iterable<string>, otherwise = ''): (name: string) => string {
  const names = [...known]
  const hints = new Map<string, string>()
  return name => {
    const hint = hints.get(name) ?? hintFor(name, names, otherwise)
    hints.set(name, hint)
    return hint
  }
}

function hintFor(name: string, known: readonly string[], otherwise: string): string {
  if (otherwise === '') return didYouMean(name, known)
  if (known.length === 0) return otherwise
  const hint = didYouMean(name, known)
  return hint.endsWith('?') ? `${hint} ${otherwise}` : `${hint}; ${otherwise}`
}
