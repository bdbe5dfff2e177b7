import { type Field, file, holdsTenant, inside, type Kind, places } from './all-fields.ts'
import { asBlock, asLine, description, eachOf, type Facts, factsOf, tenantFields } from './facts.ts'

/**
 * The page about a kind of file, with a heading for each field that is at the top or contains other
 * fields.
 */
export function fieldsPage(kind: Kind): readonly string[] {
  const whole = file(kind)
  const top = inside(whole)
  return [
    `# \`${places[kind]}\``,
    description(whole),
    ...eachIn(whole),
    top.map(link).join(', '),
    ...top.flatMap(field => section(field, 2))
  ]
}

function section(field: Field, level: number): readonly string[] {
  const fields = holdsTenant(field) ? [] : inside(field)
  const facts = factsOf(field)
  return [
    `${'#'.repeat(level)} ${field.path}`,
    description(field),
    ...listOf(field, facts),
    ...yaml(field, facts),
    ...(holdsTenant(field) ? [tenantFields(field, '[a tenant](tenant.md)')] : []),
    ...eachIn(field),
    ...(fields.length > 0 ? [table(fields)] : []),
    ...fields.filter(hasFields).flatMap(inner => section(inner, Math.min(level + 1, 4)))
  ]
}

function eachIn(field: Field): readonly string[] {
  const text = eachOf(field)
  return text === '' || holdsTenant(field) ? [] : [text]
}

function listOf(field: Field, { form, choice, usual, grantedBy }: Facts): readonly string[] {
  const rows = [
    ...(field.isRequired ? ['- **Required.**'] : []),
    ...(form === null ? [] : [`- Form: ${form}`]),
    ...(choice === null ? [] : [`- With ${choice}`]),
    ...(usual === null ? [] : [`- Default: \`${usual}\``]),
    ...(grantedBy === null ? [] : [`- Granted by ${grantLink(grantedBy)}`])
  ]
  return rows.length > 0 ? [rows.join('\n')] : []
}

function yaml(field: Field, { examples }: Facts): readonly string[] {
  const text = examples.map(example => asBlock(field, example)).join('\n# or\n')
  return text === '' ? [] : [`\`\`\`yaml\n${text}\n\`\`\``]
}

function table(fields: readonly Field[]): string {
  const rows = fields.map(field => `| ${cells(field).join(' | ')} |`)
  return ['| field | form | what it means |', '|---|---|---|', ...rows].join('\n')
}

function cells(field: Field): readonly string[] {
  const { form, usual, examples, grantedBy } = factsOf(field)
  const more = hasFields(field)
    ? []
    : [
        ...(usual === null ? [] : [`Default: \`${usual}\`.`]),
        ...examples.slice(0, 1).map(example => `Example: \`${asLine(field, example)}\`.`),
        ...(grantedBy === null ? [] : [`Granted by ${grantLink(grantedBy)}.`])
      ]
  const words = [...(field.isRequired ? ['**Required.**'] : []), description(field), ...more]
  const name = hasFields(field) ? link(field) : `\`${field.name}\``
  return [name, form ?? 'a map', words.join(' ')].map(text => text.replaceAll('|', '\\|'))
}

function hasFields(field: Field): boolean {
  return inside(field).length > 0
}

function link({ name, path }: Field): string {
  return `[\`${name}\`](#${anchor(path)})`
}

/** The anchor that GitHub makes from a heading. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 _-]/g, '')
    .replaceAll(' ', '-')
}

function grantLink(field: string): string {
  const [top = ''] = field.split('.')
  return `[\`${field}\`](policy.md#${anchor(top)}) of platform/policy.yaml`
}
