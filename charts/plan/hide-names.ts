import { mapTexts, textsIn } from './map-texts.ts'
import type { Approvals, Plan } from './plan-data.ts'

// It begins where a word does, or a long text would be tried from each of its letters.
const address =
  /(?<![a-z0-9.!#$%&'*+/=?^_{}~-])[a-z0-9.!#$%&'*+/=?^_{}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi

/** The plan for a repository that strangers can read: each person has a number instead of an address, or of a name on the forge. */
export function hideNames(whole: Plan): Plan {
  const approvals = withoutAccounts(whole.approvals)
  const plan = { ...whole, approvals, risks: whole.risks.map(withoutAccount) }
  const numbers = numbersOf(textsIn(plan).flatMap(text => text.match(address) ?? []))
  // Names of bindings are made of addresses. The longest goes first, as one may end another.
  const slugs = [...numbers].map(([person, number]) => [slugOf(person), number] as const)
  const byLength = slugs.sort(([one], [other]) => other.length - one.length)
  const hide = (text: string) => {
    const shown = text.replace(address, found => numbers.get(lower(found)) ?? found)
    return byLength.reduce((hidden, [slug, number]) => hidden.replaceAll(slug, number), shown)
  }
  return mapTexts(plan, hide) as Plan // the same shape, other texts
}

/** A team has a slash in its name, and is no person. */
function withoutAccounts({ file, asked }: Approvals): Approvals {
  const isPerson = (owner: string) => /^@[^@/]+$/.test(owner)
  const people = [...new Set(asked.flatMap(({ owners }) => owners.filter(isPerson)))]
  const numbers = new Map(people.map((person, at) => [person, `account-${at + 1}`]))
  const hidden = (owner: string) => numbers.get(owner) ?? owner
  return { file, asked: asked.map(one => ({ ...one, owners: one.owners.map(hidden) })) }
}

function withoutAccount(risk: Plan['risks'][number]): Plan['risks'][number] {
  if (risk.code !== 'approvers-changed') return risk
  return {
    ...risk,
    message: risk.message.replace(/(?<=[\s`])@[^\s`/]+(?=[\s`])/g, 'another account')
  }
}

/** The same for data in which people have no other names than their addresses. */
export function hiderOf(people: readonly string[]): <T>(data: T) => T {
  const numbers = numbersOf(people)
  const hide = (text: string) =>
    text.replace(address, found => numbers.get(lower(found)) ?? 'person')
  return <T>(data: T) => mapTexts(data, hide) as T // the same shape, other texts
}

/** Data that is the same for whoever it is about: each person is `<person>`, also in the names of bindings. */
export function ofAnybody<T>(data: T): T {
  const people = new Set(textsIn(data).flatMap(text => text.match(address) ?? []))
  if (people.size === 0) return data
  const slugs = [...people].map(slugOf).sort((one, other) => other.length - one.length)
  const hide = (text: string) => {
    const shown = text.replace(address, '<person>')
    return slugs.reduce((hidden, slug) => hidden.replaceAll(slug, '<person>'), shown)
  }
  return mapTexts(data, hide) as T // the same shape, other texts
}

function numbersOf(people: readonly string[]): Map<string, string> {
  const all = [...new Set(people.map(lower))]
  return new Map(all.map((person, at) => [person, `person-${at + 1}`]))
}

function lower(text: string): string {
  return text.toLowerCase()
}

function slugOf(person: string): string {
  return person.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}
