import { looksLike } from '../../diagnostics/secret-patterns.ts'
import type { Rule } from '../rule.ts'
import { type Field, walkFiles } from '../support/walk.ts'

/** No file may contain a password, key or token, because everybody who reads the repository would have it. */
export const forbiddenLiteral: Rule = (model, report, context) => {
  walkFiles(model, context, (text, field, { source, start, end }) => {
    const key = tellingKey(field)
    if (key === '' && isPlain(text)) return
    const what = looksLike(text, key)
    if (what === undefined) return
    report({
      code: 'forbidden-literal',
      message: `this looks like ${what}, and anyone who can read the repository can see it`,
      at: { source, start, end },
      help: 'revoke it where it was issued, and put the new one in the secret store; tenants refer to it under `secrets`'
    })
  })
}

/** The key, if people chose it. Fixed fields only say where secrets are, such as `secret: rds`. */
function tellingKey({ key, around }: Field): string {
  return ['env', 'labels', 'annotations'].includes(around) ? key : ''
}

/** Most texts are short words or e-mails, which cannot be secrets. */
function isPlain(text: string): boolean {
  return text.length < 16 ? !/[:=]/.test(text) : /^[a-z0-9.-]{1,30}@[a-z0-9.-]{1,30}$/.test(text)
}
