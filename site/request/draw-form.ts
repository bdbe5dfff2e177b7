import { type Html, html } from '../frame/html.ts'
import { drawField, type Filled } from './draw-field.ts'
import { type FormField, type GroupInput, rootOf } from './form-fields.ts'
import { first, type Section, sections } from './form-sections.ts'
import { isMap, type Value, type Values } from './form-values.ts'

/** The whole form: what everybody needs, and the rest folded. */
export function drawForm(form: GroupInput, value: Values): Html {
  return html`<div class="first">
${first.map(name => drawField(filledAt(form, value, name)))}</div>
<h2>If you need more</h2>
<p class="note">Nobody needs all of this. Open what you want to say something about.</p>
${sections.map((section, at) => drawSection(form, value, [section, at]))}`
}

function drawSection(
  form: GroupInput,
  value: Values,
  [{ title, fields }, at]: readonly [Section, number]
): Html {
  return html`<details class="section" id="section-${at}"><summary>${title} <span class="count"></span></summary>
${fields.map(name => drawField(filledAt(form, value, name)))}</details>
`
}

/** One field, without those parts of it that stand first in the form. */
function filledAt(form: GroupInput, value: Values, name: string): Filled {
  const path = name.split('.')
  let field = rootOf(form)
  let own: Value = value
  for (const step of path) {
    field = within(field, step)
    own = isMap(own) ? own[step] : undefined
  }
  if (path.length > 1) return { field, path, value: own }
  const isElsewhere = (inner: string) => first.includes(`${name}.${inner}`)
  return { field: rest(field, isElsewhere), path, value: others(own, isElsewhere) }
}

function within({ input }: FormField, step: string): FormField {
  const field = input.kind === 'group' ? input.fields.find(each => each.name === step) : undefined
  if (!field) throw new Error(`bug: the form has no ${step}`)
  return field
}

type Test = (name: string) => boolean

function rest(field: FormField, isElsewhere: Test): FormField {
  const { input } = field
  if (input.kind !== 'group') return field
  const fields = input.fields.filter(({ name }) => !isElsewhere(name))
  return { ...field, input: { ...input, fields } }
}

function others(value: Value, isElsewhere: Test): Value {
  if (!isMap(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => !isElsewhere(name)))
}
