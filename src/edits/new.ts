import type { Source } from '../diagnostics/source.ts'
import { emailsOf } from '../documents/common.ts'
import { expandFrom } from '../model/expand-groups.ts'
import type { Model } from '../model/model.ts'
import { andList } from '../text/prose.ts'
import { normalizeEmail } from '../values/email.ts'
import { groupBy } from '../values/group.ts'
import { own } from '../values/lookup.ts'
import { block, type Fields } from '../yaml/edit/write.ts'

/** The team may also be given by the folder of the file. */
export interface NewTenant {
  readonly owner: string
  readonly team?: string | undefined
  readonly template?: string | undefined
  readonly preset?: string | undefined
}

/** Which tenants to create for whom, which are there already, and why some people cannot get one. */
interface Assignment {
  readonly names: ReadonlyMap<string, string>
  readonly there: readonly string[]
  readonly collisions: readonly string[]
}

/** A file of a tenant, and who owns it. */
interface Owned {
  readonly path: string
  readonly owner: string
}

/** The path and text of a new tenant's file, with nothing beyond what was asked for. */
export function draft(
  name: string,
  { owner, team, template, preset }: NewTenant
): [string, string] {
  const fields = Object.entries({ owner, template, quota: preset })
  const given = fields.filter((field): field is [string, string] => field[1] !== undefined)
  const { path, text } = newFile({ name, team }, Object.fromEntries(given))
  return [path, text]
}

/** A tenant's name, and the team whose folder its file lies in. */
export interface Place {
  readonly name: string
  readonly team?: string | undefined
}

/** The file of a tenant: the line for editors, and its fields. */
export function newFile({ name, team }: Place, fields: Fields): Source {
  const folder = team === undefined ? 'tenants' : `tenants/${team}`
  const up = '../'.repeat(folder.split('/').length)
  const head = `# yaml-language-server: $schema=${up}schemas/tenant.json\n`
  const lines = Object.entries(fields).map(([field, value]) => block(field, value, ''))
  return { path: `${folder}/${name}.yaml`, text: head + lines.join('') }
}

/** Plans a tenant for each person. `{user}` in the pattern stands for the part of the e-mail before `@`. */
export function assignNames(
  people: readonly string[],
  pattern: string,
  files: readonly Owned[]
): Assignment {
  const taken = new Map(files.map(file => [nameOf(file.path), file] as const))
  const wanted = groupBy(people, person => pattern.replaceAll('{user}', labelOf(person)))
  const names = new Map<string, string>()
  const there: string[] = []
  const collisions: string[] = []
  for (const [name, [person = '', ...others]] of wanted) {
    const file = taken.get(name)
    const everybody = [person, ...others]
    if (others.length > 0)
      collisions.push(`${andList(everybody)} would all get \`${name}\`; write their files by hand`)
    else if (file?.owner === person)
      there.push(`\`${person}\` has \`${name}\` already: ${file.path}`)
    else if (file)
      collisions.push(`\`${person}\` would get \`${name}\`, which already exists: ${file.path}`)
    else names.set(name, person)
  }
  return { names, there, collisions }
}

/** All members of a group in the directory, including nested groups; nothing if there is no such group. */
export function groupPeople(model: Model, group: string): readonly string[] | undefined {
  const { common, directory } = model
  const { lowercase } = emailsOf(common.value)
  const normal = (email: string) => normalizeEmail(email, lowercase)
  if (!own(directory.value.groups, group)) return undefined
  return expandFrom(directory.value, normal).group(group)
}

/** The tenant that a path belongs to, if any. */
export function nameOf(path: string): string {
  return /^tenants\/(?:[^/]+\/)?([^/]+)\.yaml$/.exec(path)?.[1] ?? ''
}

/** Turns an e-mail into part of a DNS label: `Zoe.Quinn+ml@example.com` becomes `zoe-quinn-ml`. */
function labelOf(person: string): string {
  const [local = ''] = person.split('@')
  const letters = local.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return letters.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}
