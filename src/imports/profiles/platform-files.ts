import type { Source } from '../../diagnostics/source.ts'
import { directoryPath } from '../../files/directory-files.ts'
import { fill } from '../../yaml/edit/fill.ts'
import { block, type Data, entry } from '../../yaml/edit/write.ts'
import { rosterOf } from '../directory/merge.ts'
import { rewrite } from '../directory/write.ts'
import type { Draft } from './draft.ts'
import type { Platform } from './platform.ts'

interface Common {
  readonly presets: ReadonlyMap<string, Data>
  readonly template: string
  readonly isMostlyOpen: boolean
}

const head = (name: string) => `# yaml-language-server: $schema=../schemas/${name}.json\n`

/** The presets that tenants share, and the template that they begin with. */
export function commonFile(
  { common }: Platform,
  { presets, template, isMostlyOpen }: Common
): Source[] {
  const defaults: Data = isMostlyOpen ? { network: { egress: 'open' } } : {}
  if (!common) {
    const added = presets.size > 0 ? block('presets', Object.fromEntries(presets), '') : ''
    const text = `${head('common')}version: 1\n${added}${block('templates', { [template]: defaults }, '')}`
    return [{ path: 'platform/common.yaml', text }]
  }
  const wishes = [
    ...Array.from(presets, ([name, value]) => ({ path: ['presets', name], value })),
    ...(common.value.templates?.[template] === undefined
      ? [{ path: ['templates', template], value: defaults }]
      : [])
  ]
  return changed(common.root.source, fill(common.root.source, wishes).file)
}

function changed(before: Source, after: Source): Source[] {
  return before.text === after.text ? [] : [after]
}

/** The rules go to the end, where they only add to what is granted. */
export function policyFile({ policy }: Platform, rules: readonly Data[]): Source[] {
  if (rules.length === 0) return []
  const path = 'platform/policy.yaml'
  const items = rules.map(rule => entry(rule, '')).join('')
  if (!policy) return [{ path, text: `${head('policy')}${items}` }]
  const { text } = policy.root.source
  const isEmpty = policy.value.length === 0
  const kept = isEmpty ? text.replace(/\[\s*\]/, '') : text
  return [{ path, text: `${kept.trimEnd()}\n${items}` }]
}

/** Everybody who is in one of the files, and whom the directory does not have. */
export function directoryFile(
  platform: Platform,
  drafts: readonly Draft[],
  groups: ReadonlyMap<string, readonly string[]>
): Source[] {
  const { directory, people } = platform
  const before = rosterOf(directory.value, email => email)
  const named = drafts.flatMap(({ found: { owner = '', members } }) => [
    owner,
    ...members.filter(({ kind }) => kind === 'user').map(({ name }) => name)
  ])
  const used = new Set(
    drafts
      .flatMap(({ found }) => found.members)
      .filter(({ kind }) => kind === 'group')
      .map(({ name }) => name)
  )
  const fresh = [...groups].filter(([name]) => used.has(name) && !before.groups.has(name))
  const all = [...named, ...fresh.flatMap(([, members]) => members)]
  const missing = [...new Set(all)].filter(email => !people.has(email))
  if (missing.length + fresh.length === 0) return []
  const roster = {
    people: new Map([...before.people, ...missing.map(email => [email, {}] as const)].sort(byName)),
    groups: new Map([...before.groups, ...fresh].sort(byName))
  }
  return [{ path: directoryPath, text: rewrite(directory.root, roster) }]
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

/** The AWS roles that tenants have already, under the names of these tenants. */
export function clusterFile(
  { clusterRoots }: Platform,
  cluster: string | undefined,
  roles: ReadonlyMap<string, string>
): Source[] {
  const root = clusterRoots.get(cluster ?? '')
  if (!root || roles.size === 0) return []
  const wishes = Array.from(roles, ([name, value]) => ({ path: ['aws', 'roles', name], value }))
  return [fill(root.source, wishes).file]
}
