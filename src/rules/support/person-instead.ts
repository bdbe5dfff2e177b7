import { isDirectory } from '../../files/directory-files.ts'
import type { Model } from '../../model/model.ts'
import { suggest } from '../../text/suggest.ts'
import { parseEmail } from '../../values/email.ts'
import { own } from '../../values/lookup.ts'
import type { Mention } from '../../yaml/node.ts'

/** The help where a person is named as a group or team, unless the name is nearly that of one. */
export function personInstead(
  { directory }: Pick<Model, 'directory'>,
  { name, at }: Mention,
  known: readonly string[]
): string | undefined {
  if (parseEmail(name) === undefined) return undefined
  if (!own(directory.value.people, name) && suggest(name, known) !== undefined) return undefined
  return isDirectory(at.source.path)
    ? `if this is a person, write \`${name}\` without \`group:\``
    : `if this is a person, write \`user: ${name}\``
}
