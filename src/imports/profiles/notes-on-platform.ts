import { andList } from '../../text/prose.ts'
import { type Found, type Note, notesOf } from './found.ts'
import type { Platform } from './platform.ts'

/** What holds for all tenants, and tenants whose files stand for nothing on the cluster. */
export function notesOnPlatform(platform: Platform, all: readonly Found[]): readonly Note[] {
  return [...ofAdmins(platform), ...ofExamples(platform, all)]
}

function ofAdmins({ common }: Platform): readonly Note[] {
  const names = (common?.value.admins ?? []).flatMap(({ user, group }) => user ?? group ?? [])
  if (names.length === 0) return []
  const { notes, note } = notesOf('')
  note(
    'gained',
    `admins of the platform, who are ${andList(names)}, get role \`admin\` in every tenant`,
    'take out of `admins` of `platform/common.yaml` who shall not'
  )
  return notes
}

/** With several clusters, the others may have them. */
function ofExamples({ clusterNames, owners }: Platform, all: readonly Found[]): readonly Note[] {
  const there = new Set(all.map(({ name }) => name))
  return [...owners.keys()]
    .filter(name => clusterNames.size < 2 && !there.has(name))
    .flatMap(name => {
      const { notes, note } = notesOf(name)
      note(
        'told',
        'it has a file, and no profile here',
        'delete its file if it is only an example, and its people in `platform/directory.yaml`'
      )
      return notes
    })
}

/** The reason why a tenant with a file gets none, and what to do if that is another one. */
export function thereAlready(found = '', written = ''): readonly [string, string] {
  const isSame = found === '' || found.toLowerCase() === written.toLowerCase()
  if (isSame) return [kept, '']
  return [
    `it has one already, whose owner is \`${written}\`, and \`${found}\` has the rights`,
    'delete that file if it is only an example, and import again'
  ]
}

const kept = 'it has one already, which stays as it is'

/** Whether a note says why a tenant gets no file, unless it has one. */
export function isRefusal({ effect, text }: Note): boolean {
  return effect === 'none' && text !== kept
}
