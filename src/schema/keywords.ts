import { type Form, forms } from './forms.ts'

/** What the keywords ask that only Tenantry knows; see `fields.ts`. Compiled validators call these. */
export const keywords = { form: hasForm, keys: haveForm, exactlyOne, atMostOne }

function hasForm(form: Form, value: unknown): boolean {
  return !/string|number/.test(typeof value) || forms[form].test(String(value))
}

/** Keys are named one by one by whoever words the finding. */
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
