import type { Path } from '../../src/yaml/node.ts'
import { type Html, html, nothing } from '../frame/html.ts'
import { hints } from './field-labels.ts'
import type { FormField, GroupInput, Input, MapInput } from './form-fields.ts'
import { fits, isList, isMap, type Value } from './form-values.ts'

/** A field with what it holds. */
export interface Filled {
  readonly field: FormField
  readonly path: Path
  readonly value: Value
}

/** Nobody looks through a longer list. */
const most = 30

/** The id of what belongs to a path of the form. */
export function idOf(path: Path): string {
  return `f-${path.map(step => encodeURIComponent(step)).join('.')}`
}

/** A field with its label, its help, and a place for mistakes. */
export function drawField(filled: Filled): Html {
  const { field, path, value } = filled
  if (!fits(field.input, value)) return drawStrange(filled)
  if (isWide(field.input)) return drawWide(filled)
  const id = idOf(path)
  return html`<div class="field">
<label for="${id}">${field.label}${field.isRequired ? must : null}</label>
${drawHelp(filled)}
${drawControl(filled)}
${notes(path)}</div>
`
}

const must = html` <span class="tag">needed</span>`

/** Several controls under one name. */
function drawWide(filled: Filled): Html {
  const { field, path } = filled
  return html`<fieldset class="field" id="${idOf(path)}" aria-describedby="${idOf(path)}-help ${idOf(path)}-note">
<legend>${field.label}</legend>
${drawHelp(filled)}
${drawInside(filled)}
${notes(path)}</fieldset>
`
}

/** Where mistakes are shown. */
function notes(path: Path): Html {
  return html`<div class="notes" id="${idOf(path)}-note"></div>`
}

function isWide(input: Input): boolean {
  if (input.kind === 'group' || input.kind === 'map' || input.kind === 'either') return true
  return input.kind === 'list' && !isLines(input.item.input)
}

/** Whether a list is written with a line for each entry. */
function isLines(input: Input): boolean {
  return input.kind === 'text' && !isShort(input.names)
}

function isShort(names: readonly string[] | null): names is readonly string[] {
  return names !== null && names.length <= most
}

/** What somebody typed in the text, and no control of the form can hold. */
function drawStrange({ field, path }: Filled): Html {
  return html`<div class="field" id="${idOf(path)}" tabindex="-1">
<p class="label">${field.label}</p>
<p class="note">The text below says something here that this form cannot show. Change it there.</p>
${notes(path)}</div>
`
}

/** The first sentence, and the others for those who ask. */
function drawHelp({ field, path }: Filled): Html {
  const id = `${idOf(path)}-help`
  const name = path.filter(step => typeof step === 'string').join('.')
  const hint = hints[name]
  const [, start = field.help, rest = ''] = /^(.*?[.:](?= |$))\s*(.*)$/s.exec(field.help) ?? []
  const more = hint === undefined ? rest : field.help
  const details =
    more === ''
      ? null
      : html` <details class="more"><summary>More<span class="unseen"> about ${field.label}</span></summary> <span>${coded(more)}</span></details>`
  return html`<div class="help"><span id="${id}">${coded(hint ?? start)}</span>${details}</div>`
}

/** What stands between backticks is code. */
export function coded(text: string): readonly Html[] {
  return text
    .split('`')
    .map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))
}

function common(path: Path, does: string): Html {
  const id = idOf(path)
  return html`id="${id}" data-does="${does}" data-path="${JSON.stringify(path)}" aria-describedby="${id}-help ${id}-note"`
}

function drawControl({ field, path, value }: Filled): Html {
  const { input, example } = field
  const own = common(path, input.kind === 'list' ? 'lines' : 'write')
  const text = textOf(value)
  if (input.kind === 'list') {
    const lines = (isList(value) ? value : []).map(textOf).join('\n')
    return html`<textarea ${own} rows="2" spellcheck="false" autocapitalize="off" placeholder="one a line">
${lines}</textarea>`
  }
  if (input.kind === 'flag')
    return select(
      own,
      [
        ['true', 'Yes'],
        ['false', 'No']
      ],
      { text, field }
    )
  if (input.kind === 'choice') return select(own, input.words.map(same), { text, field })
  if (input.kind === 'text' && isShort(input.names)) {
    const options = input.names.map((name): Option => {
      const about = input.about[name]
      return [name, about === undefined ? name : `${name}: ${about}`]
    })
    return select(own, options, { text, field })
  }
  const names = input.kind === 'text' ? (input.names ?? []) : []
  const list = names.length > 0 ? html` list="${idOf(path)}-names"` : null
  const date = input.kind === 'text' && input.form === 'date' && /^(|\d{4}-\d\d-\d\d)$/.test(text)
  const kind = date ? 'date' : 'text'
  return html`<input ${own} type="${kind}" value="${text}"${list} autocomplete="off" autocapitalize="off" spellcheck="${isProse(input) ? 'true' : 'false'}"${example && !date ? html` placeholder="${example}"` : null}>
${list ? html`<datalist id="${idOf(path)}-names">${names.map(name => html`<option value="${name}"></option>`)}</datalist>` : null}`
}

function isProse(input: Input): boolean {
  return input.kind === 'text' && input.form === 'line'
}

function same(word: string): readonly [string, string] {
  return [word, word]
}

interface Chosen {
  readonly text: string
  readonly field: FormField
}

type Option = readonly [value: string, shown: string]

/** A choice, which also holds what somebody typed in the text. */
function select(own: Html, options: readonly Option[], { text, field }: Chosen): Html {
  const isKnown = text === '' || options.some(([value]) => value === text)
  const all: readonly Option[] = isKnown ? options : [...options, [text, text]]
  const usual = options.find(([value]) => value === field.usual)
  const none = usual ? `as usual (${usual[1]})` : field.isRequired ? 'choose' : 'as usual'
  const drawn = all.map(([value, shown]) => {
    const mark = value === text ? html` selected` : null
    return html`<option value="${value}"${mark}>${shown}</option>`
  })
  return html`<select ${own}><option value="">${none}</option>${drawn}</select>`
}

function drawInside(filled: Filled): Html {
  const { field } = filled
  switch (field.input.kind) {
    case 'group':
      return drawGroup(filled, field.input)
    case 'map':
      return isShort(field.input.names)
        ? drawTicks(filled, field.input.names)
        : drawRows(filled, field.input)
    case 'either':
      return drawEither(filled, field.input.words)
    case 'list':
      return drawList(filled)
    default:
      return nothing
  }
}

/** The fields of a group. Of those that exclude each other, one is picked. */
function drawGroup({ path, value }: Filled, { fields, oneOf, others }: GroupInput): Html {
  const map = isMap(value) ? value : {}
  const picked = oneOf.find(name => map[name] !== undefined)
  const shown = fields.filter(({ name }) => !oneOf.includes(name) || map[name] !== undefined)
  const drawn = shown.map(each => {
    const field = oneOf.includes(each.name) ? { ...each, isRequired: true } : each
    return drawField({ field, path: [...path, field.name], value: map[field.name] })
  })
  const names = fields.map(({ name }) => name)
  const rest = Object.fromEntries(Object.entries(map).filter(([name]) => !names.includes(name)))
  return html`${
    oneOf.length > 0
      ? drawPick(
          path,
          fields.filter(({ name }) => oneOf.includes(name)),
          picked
        )
      : null
  }${drawn}${others ? drawOthers(path, others, rest) : null}`
}

function drawPick(path: Path, fields: readonly FormField[], picked: string | undefined): Html {
  const id = `${idOf(path)}-pick`
  const options = fields.map(({ name, label }) => {
    return html`<option value="${name}"${name === picked ? html` selected` : null}>${label}</option>`
  })
  return html`<div class="field"><label for="${id}">Who</label>
<div class="help">Whom this entry lets in.</div>
<select id="${id}" data-does="pick" data-path="${JSON.stringify(path)}">${
    picked === undefined ? html`<option value="" selected>choose</option>` : null
  }${options}</select></div>
`
}

/** Whatever else Kubernetes counts. */
function drawOthers(path: Path, others: FormField, rest: Readonly<Record<string, Value>>): Html {
  const field = { ...others, label: 'Anything else that Kubernetes counts' }
  const input: MapInput = { kind: 'map', names: null, value: field, listed: null }
  const rows = drawRows({ field: { ...field, input }, path, value: rest }, input)
  return html`<fieldset class="field"><legend>${field.label}</legend>
${rows}</fieldset>
`
}

/** A box for each name that there is, and for a map what differs there. */
function drawTicks({ field, path, value }: Filled, names: readonly string[]): Html {
  const keys = isMap(value) ? Object.keys(value) : (isList(value) ? value : []).map(textOf)
  const all = [...names, ...keys.filter(key => key !== '' && !names.includes(key))]
  const inner = field.input.kind === 'map' ? field.input.value : undefined
  return html`${all.map((name, at) => {
    const id = `${idOf(path)}-${at}`
    const isOn = keys.includes(name)
    const more =
      isOn && inner && isMap(value)
        ? drawDifference({ field: inner, path: [...path, name], value: value[name] ?? {} })
        : null
    return html`<div class="tick"><input type="checkbox" id="${id}" value="${name}" data-does="tick" data-path="${JSON.stringify(path)}"${isOn ? html` checked` : null}>
<label for="${id}">${name}</label></div>
${more}`
  })}`
}

function drawDifference(filled: Filled): Html {
  const { field, path } = filled
  const name = String(path.at(-1))
  return html`<details class="item" id="${idOf(path)}-fold"><summary>What differs on ${name}</summary>
${field.input.kind === 'group' ? drawGroup(filled, field.input) : null}
${notes(path)}</details>
`
}

/** A row for each entry of a map. */
function drawRows({ field, path, value }: Filled, input: MapInput): Html {
  const entries = Object.entries(isMap(value) ? value : {})
  const rows = entries.map(([name, own]) => drawRow([...path, name], own, input))
  return html`${rows}
${adder(path, field.label)}`
}

function drawRow(path: Path, value: Value, { value: { input } }: MapInput): Html {
  const id = idOf(path)
  const name = String(path.at(-1))
  const does = html`data-path="${JSON.stringify(path)}" aria-describedby="${id}-note"`
  const shown = input.kind === 'group' ? '' : textOf(value)
  return html`<div class="row">
<input type="text" id="${id}-name" data-does="rename" ${does} value="${name}" aria-label="Name" placeholder="name" autocomplete="off" autocapitalize="off" spellcheck="false">
<input type="text" id="${id}" data-does="write" ${does} value="${shown}" aria-label="Value${name === '' ? '' : ` of ${name}`}" placeholder="value" autocomplete="off" autocapitalize="off" spellcheck="false">
${remover(path, name === '' ? 'the row' : name)}
${notes(path)}</div>
`
}

/** A word of a few, or lines. */
function drawEither({ field, path, value }: Filled, words: readonly string[]): Html {
  const id = `${idOf(path)}-word`
  const own = html`id="${id}" data-does="word" data-path="${JSON.stringify(path)}" aria-label="${field.label}"`
  const text = isList(value) ? 'list' : textOf(value)
  const options: readonly Option[] = [...words.map(same), ['list', 'only what I list']]
  const lines = isList(value) ? value.map(textOf).join('\n') : ''
  return html`${select(own, options, { text, field })}
${
  isList(value)
    ? html`<textarea id="${idOf(path)}-lines" data-does="lines" data-path="${JSON.stringify(path)}" rows="2" spellcheck="false" aria-label="${field.label}, one a line" placeholder="one a line">
${lines}</textarea>`
    : null
}`
}

/** Names to tick, or entries with several fields each. */
function drawList(filled: Filled): Html {
  const { field, path, value } = filled
  if (field.input.kind !== 'list') return nothing
  const { item } = field.input
  if (item.input.kind === 'text' && isShort(item.input.names))
    return drawTicks(filled, item.input.names)
  const items = (isList(value) ? value : []).map((own, at) =>
    drawItem({ field: item, path: [...path, at], value: own }, at)
  )
  return html`${items}
${adder(path, field.label)}`
}

function drawItem(filled: Filled, at: number): Html {
  const { field, path, value } = filled
  if (field.input.kind !== 'group' || !fits(field.input, value)) return drawField(filled)
  return html`<div class="item" role="group" aria-label="Entry ${at + 1}" id="${idOf(path)}" tabindex="-1">
${drawGroup(filled, field.input)}
${notes(path)}
${remover(path, `entry ${at + 1}`)}</div>
`
}

function adder(path: Path, label: string): Html {
  return html`<button type="button" id="${idOf(path)}-add" data-does="add" data-path="${JSON.stringify(path)}">Add<span class="unseen"> to ${label}</span></button>
`
}

function remover(path: Path, what: string): Html {
  return html`<button type="button" class="quiet" data-does="remove" data-path="${JSON.stringify(path)}">Remove<span class="unseen"> ${what}</span></button>`
}

function textOf(value: Value): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value)
}
