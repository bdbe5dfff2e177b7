import type { Answer } from '../../charts/compile-in-page.ts'
import type { Code } from '../../src/diagnostics/codes.ts'
import { orList } from '../../src/text/prose.ts'
import { own } from '../../src/values/lookup.ts'
import type { Path } from '../../src/yaml/node.ts'

type Mistake = Answer['report']['diagnostics'][number]

/** Where the form shows a mistake: a path of the form, or what it is about beside the fields. */
export type Place = Path | 'name' | 'elsewhere'

/** What the page says of a mistake. */
export interface Words {
  readonly kind: 'missing' | 'doubt' | Mistake['severity']
  readonly message: string
  readonly help: string | null
}

/**
 * The words of the check, but for those that are about files or commands, which the form's reader does not see.
 * `names` are those of the fields that there are beside the place.
 */
export function wordsFor(
  { severity, code, message, help }: Mistake,
  place: Place,
  names: readonly string[]
): Words {
  const refers = help?.includes('`npx tenantry explain') ?? false
  const found = refers ? inPlaceOfReference(code, names) : (help ?? null)
  const words = { kind: severity, message, help: found }
  if (place === 'name') {
    const isAboutFile = help?.includes('the file') ?? false
    return { ...words, ...(isAboutFile && { help: taken.help }), ...own(ofName, code) }
  }
  return { ...words, ...own(isSize(place) ? ofSize : ofField, code) }
}

/** What a page without names says of a request that a rule for single places or teams may grant. */
export function doubt(words: Words): Words {
  return { ...words, kind: 'doubt', help: doubtful }
}

const doubtful =
  'If this is more than you need, take less. Otherwise send it as it is: single teams and places may have more than this page knows, and the check of your pull request decides.'

/** A field that nobody has filled in yet. */
export function missing(label: string): Words {
  return { kind: 'missing', message: label, help: null }
}

/** The name of a place that there is already. */
export const taken = {
  message: 'There is a place with this name already.',
  help: 'Take another name.'
} as const

/** The form has no command that says what belongs there. */
function inPlaceOfReference(code: string, names: readonly string[]): string {
  return code === 'unknown-field'
    ? `Take it out, or write one of these names instead: ${orList(names)}.`
    : 'What belongs here stands below the name of the field.'
}

type ByCode = Readonly<Partial<Record<Code, Partial<Omit<Words, 'kind'>>>>>

const ofName: ByCode = {
  'duplicate-tenant': taken,
  'forbidden-namespace': { message: 'This name is kept for the platform itself.' },
  'forbidden-name': { help: 'Take another name, or ask the platform team to allow this one.' }
}

const ofSize: ByCode = {
  'forbidden-quota': { help: 'Take a smaller size, or ask the platform team to allow this one.' }
}

function isSize(place: Place): boolean {
  return typeof place !== 'string' && place.join('.') === 'quota.preset'
}

const outside = {
  message: 'This person is not in the team that you chose.',
  help: 'Name somebody from the team, or choose no team.'
} as const

const ofField: ByCode = {
  'expired-grant': {
    message: 'The last day is over.',
    help: 'Choose a later day, or leave it empty if there is no end.'
  },
  'unknown-team-member': outside,
  'expired-team-member': outside,
  'conflicting-team': {
    message: 'This is not the team that you chose above.',
    help: 'Leave this empty, or choose this team above.'
  },
  'invalid-email': {
    help: 'Write the e-mail address of one person. A group or a team is chosen as such among those who may work here.'
  },
  'expired-person': { help: 'Name somebody else.' },
  'conflicting-email': { help: 'Write it as the person signs in with it.' }
}
