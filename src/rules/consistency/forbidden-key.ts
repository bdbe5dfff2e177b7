import { meaningOf } from '../../kubernetes/reserved.ts'
import type { Model } from '../../model/model.ts'
import { type Entry, locate, type Node } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** Custom labels and annotations must not be ones that a program interprets. */
export const forbiddenKey: Rule = (model, report) => {
  for (const [key, entry] of keysOf(model)) {
    const whose = meaningOf(key)
    if (whose === undefined) continue
    report({
      code: 'forbidden-key',
      message: `\`${key}\` is reserved for ${whose}`,
      at: entry.key,
      help: 'choose a key of your own, such as `example.com/cost-center`'
    })
  }
}

/** Reads the files directly, to find mistakes in unused templates too. */
function keysOf({ common, documents }: Model): [string, Entry][] {
  const places = [
    common.root,
    ...below(common.root, 'templates'),
    ...documents.map(({ root }) => root)
  ]
  return [...places, ...places.flatMap(place => below(place, 'clusters'))].flatMap(place => [
    ...entriesOf(place, 'labels'),
    ...entriesOf(place, 'annotations')
  ])
}

function below(node: Node, name: string): Node[] {
  return entriesOf(node, name).map(([, { value }]) => value)
}

function entriesOf(node: Node, name: string): [string, Entry][] {
  const found = locate(node, [name])
  return found?.kind === 'mapping' ? [...found.entries] : []
}
