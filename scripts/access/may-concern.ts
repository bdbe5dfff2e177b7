import { engines } from '../../charts/objects/engines.ts'
import { nobody } from '../../charts/tenant/owner.ts'
import { tenantSchema } from '../../src/documents/tenant.ts'
import type { Files } from '../../src/files/disk.ts'
import { expandFrom } from '../../src/model/expand-groups.ts'
import type { Placed } from '../../src/model/resolve.ts'
import { filled } from '../../src/schema/filled.ts'
import { around, isCircle } from './circle-rights.ts'

type Concerns = (path: string) => boolean

/**
 * Whether the file of a tenant may let somebody in: it has their name, or that of a group, team or
 * template through which they get in. It goes by words, so it may find more. Nothing where any file may.
 */
export function mayConcern(placed: Placed, files: Files, name: string): Concerns | undefined {
  const words = wordsOf(placed, name)
  if (!words) return undefined
  const decoder = new TextDecoder()
  return path => {
    const file = files.get(path)
    const text = file?.kind === 'file' ? decoder.decode(file.bytes) : ''
    const searched = `${path}\n${text}`.toLowerCase()
    return isEscaped(text) || words.some(word => searched.includes(word))
  }
}

/** In quotes, a name can be written in other ways. */
function isEscaped(text: string): boolean {
  return text.includes('\\') || text.includes("''")
}

function wordsOf(placed: Placed, name: string): readonly string[] | undefined {
  if (name === nobody) return undefined
  const ways = waysOf(placed, name)
  if (!ways) return undefined
  const all = ways.map(word => word.toLowerCase())
  const templates = Object.entries(placed.parsed.common.value.templates ?? {})
    .filter(([, template]) => {
      const text = JSON.stringify(template).toLowerCase()
      return isEscaped(text) || all.some(word => text.includes(word))
    })
    .map(([name]) => name)
  return templates.includes(usualTemplate) ? undefined : [...all, ...templates]
}

function waysOf(placed: Placed, name: string): readonly string[] | undefined {
  if (isCircle(name)) {
    const ways = [...around(placed.parsed.directory.value, name)]
    return ways.map(way => way.replace(/^\w+:/, ''))
  }
  const person = name.toLowerCase()
  if (!person.includes('@')) return accountWords(placed, name)
  return [person, ...circlesOf(placed, person)]
}

/** The template of those who name none. */
const usualTemplate = filled(tenantSchema, { owner: '' }).template

/** The groups and teams that somebody is in. */
function circlesOf({ parsed }: Placed, person: string): string[] {
  const { groups = {}, teams = {} } = parsed.directory.value
  const expand = expandFrom(parsed.directory.value, email => email.toLowerCase())
  return [
    ...Object.keys(groups).filter(name => expand.group(name).includes(person)),
    ...Object.keys(teams).filter(name => expand.team(name).includes(person))
  ]
}

/** An engine writes in all tenants, and whoever is no account may be a slip. */
function accountWords({ clusters }: Placed, name: string): readonly string[] | undefined {
  const [namespace = '', account] = name.split('/')
  const isEngine = clusters.some(cluster => engines(cluster).includes(namespace))
  return account === undefined || isEngine ? undefined : [namespace]
}
