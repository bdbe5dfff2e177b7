import { inside } from '../../diagnostics/source.ts'
import { locate, type Node, type Scalar } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** Settings of a connector must not contain `$`, which Dex reads as the start of a variable. */
export const forbiddenExpansion: Rule = ({ clusters }, report) => {
  for (const { root } of clusters) {
    const list = locate(root, ['identity', 'provider', 'dex', 'connectors'])
    const connectors = list?.kind === 'sequence' ? list.items : []
    for (const text of connectors.flatMap(settings).flatMap(texts)) {
      const found = variable.exec(String(text.value))?.[0]
      if (found === undefined) continue
      report({
        code: 'forbidden-expansion',
        message: `Dex would replace \`${found}\` with an environment variable`,
        at: inside(text, found),
        help: 'write it without `$`, which cannot be escaped in Dex; secrets are filled in without one'
      })
    }
  }
}

/** `${` is reported by another rule. */
const variable = /\$(?!\{)\w*/

/** Every setting except the name on the button. */
function settings(connector: Node): Node[] {
  return ['ldap', 'saml', 'oidc'].flatMap(kind => locate(connector, [kind]) ?? [])
}

function texts(node: Node): Scalar[] {
  if (node.kind === 'scalar') return [node]
  if (node.kind === 'sequence') return node.items.flatMap(texts)
  return [...node.entries.values()].flatMap(({ value }) => texts(value))
}
