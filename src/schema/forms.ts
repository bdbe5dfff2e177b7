import { aws } from './forms/aws.ts'
import { names } from './forms/names.ts'
import { paths } from './forms/paths.ts'
import { people } from './forms/people.ts'
import { texts } from './forms/texts.ts'

/** Every form of text in a schema. */
export const forms = { ...texts, ...names, ...people, ...paths, ...aws }

export type Form = keyof typeof forms
