import { type Form, forms } from './forms.ts'

/** Our own JSON Schema keywords, which compiled validators call; see `fields.ts`. */
export const keywords = { form: hasForm, keys: haveForm, exactlyOne, atMostOne }

function hasForm(form: Form, value: unknown): boolean {
  return !/string|number/.test(typeof value) || forms[form].test(String(value))
}

/** The message reports the invalid keys one by one. */
function haveForm(form: Form, value: object): boolean {
  return Object.keys(value).every(key => forms[form].test(key))
}

function exactlyOne(fields: readonly string[], value: object): boolean {
  return written(fields, value) === 1
}

function atMostOne(fields: readonly string[], value: object): boolean {
  return written(fields, value) <= 1
}

function written(fields: readonly string[], value: object): number {
  return fields.filter(field => Object.hasOwn(value, field)).length
}
