import { parseEmail } from '../email.ts'
import * as meant from '../meant.ts'
import { type Shape, someone } from '../shape.ts'
import { label } from './names.ts'

const address = '[^\\s@]+@[^\\s@]+\\.[^\\s@]+'

/** Whom something is granted to. */
export const people = {
  email: someone('an e-mail such as `alice@example.com`', `^${address}$`, {
    code: 'invalid-email',
    test: isEmail,
    meant: meant.email
  }),
  person: someone(
    'an e-mail such as `alice@example.com`, or `group:` and a name',
    `^(group:\\S.*|${address})$`,
    {
      code: 'invalid-email',
      test: text => /^group:\S/.test(text) || isEmail(text),
      meant: meant.email
    }
  ),
  subject: someone('a name without blanks at its ends', '^\\S+( \\S+)*$'),
  account: someone(
    'a workload written `namespace/name`, such as `ci/deployer`',
    `^${label}/[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$`
  )
} as const satisfies Record<string, Shape>

function isEmail(text: string): boolean {
  return parseEmail(text) !== undefined
}
