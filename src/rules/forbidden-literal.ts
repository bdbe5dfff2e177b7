import { looksLike } from '../literal.ts'
import type { Rule } from '../rule.ts'
import { type Text, walkFiles } from '../walk.ts'

/** No password, key or token is written down: whoever reads the repository would have it. */
export const forbiddenLiteral: Rule = (model, report) => {
  const known = new Map<string, string | undefined>()
  walkFiles(model, text => {
    const key = tellingKey(text)
    const id = `${key}\0${text.text}`
    const what = known.has(id) ? known.get(id) : looksLike(text.text, key)
    known.set(id, what)
    if (what === undefined) return
    const { source, start, end } = text
    report({
      code: 'forbidden-literal',
      message: `this looks like ${what}, and whoever can read the repository has it`,
      at: { source, start, end },
      help: 'revoke it where it was made, and put the new one into the secret store; a tenant names it under `secrets`'
    })
  })
}

/** Of a field that people name. The others only say where secrets are, such as `secret: rds`. */
function tellingKey({ key, around }: Text): string {
  return ['env', 'labels', 'annotations'].includes(around) ? key : ''
}
