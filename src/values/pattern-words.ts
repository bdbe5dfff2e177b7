/** A class of characters in a pattern, and how often it may stand there. */
interface Step {
  readonly kinds: ReadonlySet<string>
  readonly least: number
  readonly most: number
}

const step = /\[([^\]\\^]+)\]|([A-Za-z0-9_-])/y
const often = /\{(\d+)(,?)(\d*)\}|[?*+]/y
const part = /a-z|A-Z|0-9|[\s\S]/g

const kinds: Readonly<Record<string, string>> = {
  'a-z': 'lowercase letters',
  'A-Z': 'capital letters',
  '0-9': 'digits',
  '-': 'hyphens',
  _: 'underscores',
  '.': 'dots'
}

/**
 * What a simple pattern such as `^[a-z][a-z0-9-]{2,29}$` asks of a name, in words that complete
 * "... is not"; nothing for any other pattern.
 */
export function patternInWords(pattern: string): string | undefined {
  const steps = stepsOf(pattern)
  const [first, middle, last, more] = steps
  if (!first || more || (last && last.most !== 1)) return undefined
  const all = new Set(steps.flatMap(each => [...each.kinds]))
  const ends = [
    ...(middle && first.most === 1 ? limited(first, all, 'first') : []),
    ...(last ? limited(last, all, 'last') : [])
  ]
  const isExact = !middle || first.most === 1
  if (!isExact || (middle && middle.kinds.size < all.size)) return undefined
  return [`${amount(steps)}${andOf([...all])}`, ...ends].join(', ')
}

/** The most characters that such a pattern lets a name have. */
export function mostCharacters(pattern: string): number {
  const steps = stepsOf(pattern)
  return steps.length === 0 ? Infinity : steps.reduce((sum, each) => sum + each.most, 0)
}

function limited({ kinds, least }: Step, all: ReadonlySet<string>, where: string): string[] {
  if (kinds.size === all.size || least === 0) return []
  const names = [...kinds].map(name => name.replace(/s$/, ''))
  return [`with a ${names.join(' or ')} ${where}`]
}

function stepsOf(pattern: string): Step[] {
  const steps: Step[] = []
  let at = 1
  while (at < pattern.length - 1) {
    step.lastIndex = at
    const found = step.exec(pattern)
    if (!found) return []
    often.lastIndex = at + found[0].length
    const times = often.exec(pattern)
    at += found[0].length + (times?.[0].length ?? 0)
    const names = (found[1] ?? found[2] ?? '').match(part) ?? []
    if (names.some(name => kinds[name] === undefined)) return []
    steps.push({ kinds: new Set(names.map(name => kinds[name] ?? '')), ...bounds(times) })
  }
  return pattern.startsWith('^') && pattern.endsWith('$') ? steps : []
}

function bounds(times: RegExpExecArray | null): Pick<Step, 'least' | 'most'> {
  const [sign = '', least = '', comma = '', most = ''] = times ?? []
  if (sign === '') return { least: 1, most: 1 }
  if (least === '') return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity }
  const open = comma === '' ? Number(least) : Infinity
  return { least: Number(least), most: most === '' ? open : Number(most) }
}

/** "3 to 30 ", "at most 30 ", "". */
function amount(steps: readonly Step[]): string {
  const least = steps.reduce((sum, each) => sum + each.least, 0)
  const most = steps.reduce((sum, each) => sum + each.most, 0)
  if (most === Infinity) return least > 1 ? `at least ${least} ` : ''
  if (least === most) return `exactly ${least} `
  return least > 1 ? `${least} to ${most} ` : `at most ${most} `
}

function andOf(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}
