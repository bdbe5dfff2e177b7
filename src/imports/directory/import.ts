import type { Related, Report } from '../../diagnostics/diagnostic.ts'
import type { Source } from '../../diagnostics/source.ts'
import { emailsOf } from '../../documents/common.ts'
import { normalizeEmail } from '../../values/email.ts'
import { own } from '../../values/lookup.ts'
import type { Current } from './current.ts'
import { formats } from './formats.ts'
import { goneFrom, lossOf, merge, type Roster, rosterOf } from './merge.ts'
import { snapshot } from './snapshot.ts'
import { rewrite } from './write.ts'

/** The files of an export, and the directory to update. */
interface DirectoryImport extends Current {
  readonly format: string
  readonly sources: readonly Source[]
}

export interface Outcome {
  /** Why the import would remove too much. */
  readonly losses: readonly string[]
  /** What the directory cannot represent. */
  readonly left: readonly Related[]
  /** Who was added and who was removed. */
  readonly summary: readonly string[]
  /** The new text of the directory's file. */
  readonly file: Source
}

/** Applies an export to the directory; nothing if the export is broken. */
export function importDirectory(
  { format, sources, common, directory }: DirectoryImport,
  report: Report
): Outcome | undefined {
  const emails = emailsOf(common)
  const found = own(formats, format)?.(sources, report)
  if (!found) return undefined
  const taken = snapshot(found, emails, report)
  const before = rosterOf(directory.value, email => normalizeEmail(email, emails.lowercase))
  const after = merge(before, taken)
  return {
    losses: lossOf(before, after),
    left: taken.left,
    summary: summaryOf(before, after),
    file: { path: directory.root.source.path, text: rewrite(directory.root, after) }
  }
}

/** Lists removed people by name, since other files may still name them. */
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
