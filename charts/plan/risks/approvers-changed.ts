import { forgeOf } from '../../../src/documents/common.ts'
import type { Model } from '../../../src/model/model.ts'
import type { Tenant } from '../../../src/model/tenant.ts'
import { normalizeEmail } from '../../../src/values/email.ts'
import { placeIn } from '../../../src/yaml/node.ts'
import { lineAt } from '../line-at.ts'
import type { RiskRule } from './risk-rule.ts'

/** Somebody else approves for the same people: the forge knows them by other names. */
export const approversChanged: RiskRule = {
  level: 'high',
  find: ({ comparison: { before, after } }) => {
    if (!before.model || !after.model) return []
    // A large directory takes time to go through, and most changes leave it alone.
    if (
      before.model.directory === after.model.directory &&
      before.model.common === after.model.common
    )
      return []
    return [...ofPlatform(before.model, after.model), ...ofPeople(before.model, after.model)]
  }
}

const help = 'ask those whom it is about whether these names are theirs'

function ofPlatform({ common: old }: Model, { common }: Model) {
  const [was, is] = [old.value.owners, common.value.owners]
  if (was === undefined || was === is) return []
  const instead = is === undefined ? 'nobody' : `\`${is}\``
  return [
    {
      message: `${instead} approves what has no other owner, in the place of \`${was}\``,
      help,
      at: lineAt(placeIn(common, is === undefined ? [] : ['owners'])),
      tenants: [],
      clusters: []
    }
  ]
}

function ofPeople(before: Model, after: Model) {
  // All names are others on another forge, which is a risk of its own.
  const forge = forgeOf(after.common.value)
  const [old, now] = [namesIn(before, forge), namesIn(after, forge)]
  const known = new Set(before.tenants.flatMap(approversOf))
  return [...new Set([...old.keys(), ...now.keys()])].flatMap(email => {
    const [was, is] = [old.get(email), now.get(email)]
    const isNew = was === undefined && !known.has(email)
    if (was?.name === is?.name || isNew) return []
    const tenants = after.tenants.filter(tenant => approversOf(tenant).includes(email))
    // Whoever left had handed over what they had.
    if (is === undefined && tenants.length === 0) return []
    return [
      {
        level: was && is ? ('high' as const) : ('medium' as const),
        message: `\`${email}\` ${changeText(was?.name, is?.name)}`,
        help,
        at: lineAt(placeIn(after.directory, is ? ['people', is.written] : [])),
        tenants: [...new Set(tenants.map(({ name }) => name))].sort(),
        clusters: []
      }
    ]
  })
}

function changeText(was: string | undefined, is: string | undefined): string {
  if (is === undefined) return `does not approve as \`@${was}\` any more`
  return was === undefined
    ? `approves as \`@${is}\`, and had no name on the forge`
    : `approves as \`@${is}\`, and not as \`@${was}\` any more`
}

/** By address, the name on the forge and the address as it is written. */
function namesIn({ directory, emails }: Model, forge: ReturnType<typeof forgeOf>) {
  return new Map(
    Object.entries(directory.value.people ?? {}).flatMap(([written, names]) => {
      const name = names[forge]
      const email = normalizeEmail(written, emails.lowercase)
      return name === undefined ? [] : [[email, { name, written }] as const]
    })
  )
}

function approversOf({ owner, team, folder }: Tenant): readonly string[] {
  return team?.name === folder ? [owner, ...(team?.members ?? [])] : [owner]
}
