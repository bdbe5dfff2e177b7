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
  /** Whether the export lists everybody; without it, the file goes on to say what it says. */
  readonly complete?: boolean | undefined
}

export interface Outcome {
  /** Why the import would remove too much. */
  readonly losses: readonly string[]
  /** Whether the directory would no longer be complete, and nobody said that it may. */
  readonly weakens: boolean
  /** What the directory cannot represent. */
  readonly left: readonly Related[]
  /** Who was added and who was removed. */
  readonly summary: readonly string[]
  /** The new text of the directory's file. */
  readonly file: Source
}

/** Applies an export to the directory; nothing if the export is broken. */
export function importDirectory(given: DirectoryImport, report: Report): Outcome | undefined {
  const { format, sources, common, directory, elsewhere, complete } = given
  const emails = emailsOf(common)
  const found = own(formats, format)?.(sources, report)
  if (!found) return undefined
  const taken = snapshot(found, emails, report)
  const normal = (email: string) => normalizeEmail(email, emails.lowercase)
  const before = rosterOf(directory.value, normal)
  const after = merge(before, taken)
  const others = new Set(elsewhere.map(normal))
  const gone = goneFrom(before, after.people).filter(email => !others.has(email))
  const said = complete === directory.value.complete ? {} : { complete }
  return {
    losses: lossOf(before, after),
    weakens: given.isComplete && complete === undefined && !directory.value.complete,
    left: taken.left,
    summary: [...gone.map(farewell), ...summaryOf(before, after)],
    file: { path: directory.root.source.path, text: rewrite(directory.root, { ...after, ...said }) }
  }
}

/** People who left are named, since other files may still name them. */
function farewell(email: string): string {
  return `\`${email}\` is gone; now run \`npx tenantry offboard ${email}\``
}

function summaryOf(before: Roster, after: Roster): string[] {
  return [
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
