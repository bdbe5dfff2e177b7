import type { Source } from '../../diagnostics/source.ts'
import { expandFrom } from '../../model/expand-groups.ts'
import { groupBy } from '../../values/group.ts'
import { type Draft, draftOf, textOf } from './draft.ts'
import { type Found, type Note, notesOf } from './found.ts'
import type { Platform } from './platform.ts'
import { clusterFile, commonFile, directoryFile, policyFile } from './platform-files.ts'
import { limitedFields, rulesFor } from './policy-rules.ts'
import { knownPresets, presetsFor } from './presets.ts'

interface Planning {
  readonly found: readonly Found[]
  readonly platform: Platform
  readonly cluster: string | undefined
  /** The members of groups that become those of the directory. */
  readonly groups: ReadonlyMap<string, readonly string[]>
}

/** The files of an import, and what there is to say of them. */
export interface Plan {
  readonly drafts: readonly Draft[]
  readonly files: readonly Source[]
  readonly notes: readonly Note[]
  readonly presets: ReadonlyMap<string, string>
}

/** What is written for these tenants. Nothing is written for none. */
export function planned({ found, platform, cluster, groups }: Planning): Plan {
  if (found.length === 0) return { drafts: [], files: [], notes: [], presets: new Map() }
  const presets = presetsFor(found, {
    known: knownPresets(platform.common?.value.presets, platform.gpu),
    limited: limitedFields(found, platform)
  })
  const roles = rolesFor(found, platform, cluster)
  const isFresh = platform.common === undefined
  const isMostlyOpen = found.filter(({ isOpen }) => isOpen).length * 2 > found.length
  const template = templateFor(platform)
  const drafts = found.map(one => {
    const decided = {
      template: isFresh ? undefined : template,
      preset: presets.of.get(one.name),
      role: roles.names.get(one.name),
      egress: egressOf(one, isMostlyOpen),
      cluster: platform.clusterNames.size > 1 ? cluster : undefined
    }
    return draftOf(one, one.owner ?? '', decided)
  })
  const expand = expandFrom({ groups: Object.fromEntries([...groups, ...platform.groups]) }, normal)
  const rules = rulesFor({ drafts, policy: platform.policy?.value, expand, gpu: platform.gpu })
  const files = [
    ...drafts.map(textOf),
    ...commonFile(platform, { presets: presets.added, template, isMostlyOpen }),
    ...policyFile(platform, rules),
    ...directoryFile(platform, drafts, groups),
    ...clusterFile(platform, cluster, roles.added)
  ]
  const notes = [...found.flatMap(({ notes }) => notes), ...roles.notes]
  return { drafts, files, notes, presets: presets.of }
}

function normal(email: string): string {
  return email
}

function egressOf({ isOpen }: Found, isUsual: boolean): 'open' | 'cluster' | undefined {
  if (isOpen === isUsual) return undefined
  return isOpen ? 'open' : 'cluster'
}

/** A template of its own, where the usual one says something that these tenants do not have. */
function templateFor({ common }: Platform): string {
  return common === undefined ? 'team' : 'imported'
}

/** Where roles come by Pod Identity, git does not write the annotation, so that it stays. */
function annotated({ name, accounts }: Found, arn: string): readonly Note[] {
  const { notes, note } = notesOf(name)
  const whose = ['default-editor', ...accounts].map(account => `\`${account}\``).join(' and ')
  const text = `the annotation with AWS role \`${arn}\` stays on ServiceAccount ${whose}`
  note(
    'stays',
    text,
    'remove it once the role works without it: the cluster gives roles by Pod Identity'
  )
  return notes
}

/** The names of AWS roles in the cluster's file. A role belongs to one tenant. */
function rolesFor(found: readonly Found[], platform: Platform, cluster: string | undefined) {
  const notes: Note[] = []
  const root = platform.clusters.find(({ name }) => name === cluster)
  const known = new Map(
    Object.entries(root?.file.aws?.roles ?? {}).map(([name, arn]) => [arn, name])
  )
  const names = new Map<string, string>()
  const added = new Map<string, string>()
  for (const [arn, group] of groupBy(found, ({ role }) => role ?? '')) {
    if (arn === '') continue
    const [first] = group
    for (const { name } of group.length > 1 || !root ? group : []) {
      const { notes: own, note } = notesOf(name)
      if (root)
        note(
          'stays',
          `ServiceAccount \`default-editor\` keeps AWS role \`${arn}\`, which is that of several namespaces`,
          'write under `aws` what it reads and writes, or remove the annotation'
        )
      else
        note(
          'changed',
          `AWS role \`${arn}\` has no name yet`,
          "name it under `aws.roles` of the cluster's file, and then in `aws.role`"
        )
      notes.push(...own)
    }
    if (group.length > 1 || !root) continue
    if (root.aws.identity === 'podIdentity') notes.push(...annotated(first, arn))
    const name = known.get(arn) ?? first.name
    names.set(first.name, name)
    if (!known.has(arn)) added.set(name, arn)
  }
  return { names, added, notes }
}
