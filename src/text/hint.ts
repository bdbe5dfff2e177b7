import { didYouMean } from './suggest.ts'

/** What to do about an unknown name; each is compared once, however many files hold it. */
export function hinter(known: Iterable<string>, otherwise = ''): (name: string) => string {
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
