import { block, type Fields } from '../../src/yaml/edit/write.ts'
import { valueAt } from './form-paths.ts'
import { isList, isMap, type Value } from './form-values.ts'
import type { Known } from './page-data.ts'

/** Files by path. */
type Texts = Readonly<Record<string, string>>

/**
 * What a page without names takes for granted: the groups, teams and tenants that somebody writes are there.
 * Each has one member whom nobody is called.
 */
export function standIns({ isPublic, domain }: Known, value: Value, team: string): Texts {
  if (!isPublic) return {}
  const owner = textAt(value, ['owner']) ?? `owner@${domain}`
  const groups = namesIn(value, 'group').map(name => [name, [`somebody@${domain}`]] as const)
  const teams = [...new Set([...namesIn(value, 'team'), ...(team === '' ? [] : [team])])]
  const directory = {
    groups: Object.fromEntries(groups),
    teams: Object.fromEntries(teams.map(name => [name, { members: [owner] }]))
  }
  const tenants = namesIn(value, 'tenant').filter(isLabel)
  return {
    'platform/directory.yaml': texts(directory),
    ...Object.fromEntries(tenants.map(name => [`tenants/${name}.yaml`, texts({ owner })]))
  }
}

function texts(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => block(name, value, ''))
    .join('')
}

function textAt(value: Value, path: readonly string[]): string | undefined {
  const text = valueAt(value, path)
  return typeof text === 'string' && text.includes('@') ? text : undefined
}

/** The values of all fields of this name, wherever they stand. */
function namesIn(value: Value, field: string): readonly string[] {
  if (isList(value)) return [...new Set(value.flatMap(inner => namesIn(inner, field)))]
  if (!isMap(value)) return []
  const own = value[field]
  const names = typeof own === 'string' && own !== '' ? [own] : []
  return [...new Set([...names, ...Object.values(value).flatMap(inner => namesIn(inner, field))])]
}

function isLabel(name: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)
}
