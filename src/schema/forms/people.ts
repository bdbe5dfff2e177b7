import { parseEmail } from '../../values/email.ts'
import { like, type Shape, someone } from '../form.ts'
import * as meant from '../guesses.ts'
import { label } from './names.ts'

const address = '[^\\s@]+@[^\\s@]+\\.[^\\s@]+'
/** In managed accounts, the part after `_` is the company's short code. */
const github = '[A-Za-z0-9]([A-Za-z0-9-]{0,37}[A-Za-z0-9])?(_[A-Za-z0-9]{1,10})?'
const gitlab = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}'

/** Whom access is granted to. */
export const people = {
  email: someone('an e-mail address such as `alice@example.com`', `^${address}$`, {
    code: 'invalid-email',
    test: isEmail,
    meant: meant.email
  }),
  person: someone(
    'an e-mail address such as `alice@example.com`, or `group:` and a name',
    `^(group:\\S.*|${address})$`,
    {
      code: 'invalid-email',
      test: text => /^group:\S/.test(text) || isEmail(text),
      meant: meant.email
    }
  ),
  subject: someone('a name without spaces at its ends', '^\\S+( \\S+)*$'),
  account: someone(
    'a workload written `namespace/name`, such as `ci/deployer`',
    `^${label}/[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$`
  ),
  github: like('a GitHub name such as `aahmed`', `^${github}$`, { meant: meant.github }),
  gitlab: like('a GitLab name such as `aahmed`', `^${gitlab}$`, { meant: meant.github }),
  githubOwner: like(
    'a GitHub team or name such as `@example/platform`',
    `^@${github}(/[A-Za-z0-9._-]{1,100})?$`
  ),
  owner: like(
    'a team or name such as `@example/platform`',
    `^@${gitlab}(/[A-Za-z0-9_.-]{1,255}){0,20}$`,
    { meant: text => meant.github(text).map(name => `@${name}`) }
  )
} as const satisfies Record<string, Shape>

function isEmail(text: string): boolean {
  return parseEmail(text) !== undefined
}
