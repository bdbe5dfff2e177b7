import type { Related, Report } from '../../diagnostics/diagnostic.ts'
import type { Source } from '../../diagnostics/source.ts'
import { normalizeEmail } from '../../values/email.ts'
import { own } from '../../values/lookup.ts'
import type { Current } from './current.ts'
import { formats } from './formats.ts'
import { goneFrom, lossOf, merge, type Roster, rosterOf } from './merge.ts'
import { snapshot } from './snapshot.ts'
import { rewrite } from './write.ts'

/** The files of an export, and the directory that they are to become. */
interface DirectoryImport extends Current {
  readonly format: string
  readonly sources: readonly Source[]
}

export interface Outcome {
  /** Why it would take too much away. */
  readonly losses: readonly string[]
  /** What the directory cannot hold of it. */
  readonly left: readonly Related[]
  /** Who came and went. */
  readonly summary: readonly string[]
  /** The directory's file as it becomes. */
  readonly file: Source
}

/** What an export makes of the directory; nothing if it is broken. */
export function importDirectory(
  { format, sources, common, directory }: DirectoryImport,
  report: Report
): Outcome | undefined {
  const { lowercase = false, domains = [] } = common.emails ?? {}
  const found = own(formats, format)?.(sources, report)
  if (!found) return undefined
  const taken = snapshot(found, { lowercase, domains }, report)
  const before = rosterOf(directory.value, email => normalizeEmail(email, lowercase))
  const after = merge(before, taken)
  return {
    losses: lossOf(before, after),
    left: taken.left,
    summary: summaryOf(before, after),
    file: { path: directory.root.source.path, text: rewrite(directory.root, after) }
  }
}

/** Those who went by name, since other files may still name them. */
function summaryOf(before: Roster, after: Roster): string[] {
  return [
    ...goneFrom(before, after.people).map(
      email => `\`${email}\` is gone; now run \`npm run offboard -- ${email}\``
    ),
    sentence('people', before.people, after.people),
    sentence('groups', before.groups, after.groups)
  ]
}

function sentence(
  noun: string,
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>
): string {
  const added = [...after.keys()].filter(key => !before.has(key)).length
  const gone = [...before.keys()].filter(key => !after.has(key)).length
  const changed = [...after].filter(([key, value]) => {
    return before.has(key) && JSON.stringify(before.get(key)) !== JSON.stringify(value)
  }).length
  return `${noun}: ${after.size} (${added} new, ${changed} changed, ${gone} gone)`
}
